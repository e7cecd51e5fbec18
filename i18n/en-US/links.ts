export const links = {
  title: 'Links',
  label: {
    cloudlink: 'Open cloudlink: links here',
    meetkeep: 'Open meetkeep: links here',
  },
  hint: {
    cloudlink:
      'The links of meeting-room screens. A link shows what it would save and asks; it never acts by itself.',
    meetkeep: 'The same links under this app’s own name, for pages that should reach Meetkeep alone.',
  },
  state: {
    opened: 'The system hands them to Meetkeep.',
    notRegistered:
      'The system did not take this over. Choose Meetkeep for these links in the system’s settings for default apps.',
    stillOther:
      'The system still hands them to {{owner}}. Choose Meetkeep for these links in the system’s settings for default apps.',
    stillOurs: 'The system still brings them to Meetkeep, which says so and opens none.',
    nobody: 'No app opens them now.',
    other: '{{owner}} opens them now.',
  },
  takeOver: {
    title: 'Open {{scheme}}: links in Meetkeep?',
    body: '{{owner}} opens them now, and no longer will: joining meetings by such a link would stop working there. Switch this off again to undo it.',
    confirm: 'Open in Meetkeep',
  },
} as const

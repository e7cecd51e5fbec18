export const links = {
  title: 'Links',
  label: {
    cloudlink: 'Open cloudlink: links here',
    meetkeep: 'Open meetkeep: links here',
  },
  hint: {
    cloudlink:
      'Links from meeting-room screens. A link shows what it would save and asks first; it never saves automatically.',
    meetkeep: 'The same links with this app’s own scheme, for pages that should open only Meetkeep.',
  },
  state: {
    opened: 'The system opens them in Meetkeep.',
    notRegistered:
      'The system did not accept the change. Choose Meetkeep for these links in the system’s settings for default apps.',
    stillOther:
      'The system still opens them in {{owner}}. Choose Meetkeep for these links in the system’s settings for default apps.',
    stillOurs: 'The system still sends them to Meetkeep, which shows a notice and opens none.',
    none: 'No app opens them now.',
    other: '{{owner}} opens them now.',
  },
  takeOver: {
    title: 'Open {{scheme}}: links in Meetkeep?',
    body: '{{owner}} opens them now and will no longer do so: joining meetings through such a link stops working there. Switch this off again to undo it.',
    confirm: 'Open in Meetkeep',
  },
} as const

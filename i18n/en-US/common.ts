export const common = {
  appName: 'Meetkeep',
  nav: {
    label: 'Pages',
    commands: 'Go to…',
    recordings: 'Recordings',
    meetings: 'Meetings',
    minutes: 'Minutes',
    programs: 'Programs',
    downloads: 'Downloads',
    settings: 'Settings',
    watch: 'Watching',
    running_one: '{{count}} download under way',
    running_other: '{{count}} downloads under way',
  },
  account: {
    signIn: 'Sign in',
    signedOut: 'Not signed in',
    unnamed: 'Signed-in account',
    demo: 'Sample meetings',
    mainland: 'Mainland China',
    international: 'International',
    needed: 'Sign in first',
    neededHint: 'This page shows what your Huawei Cloud Meeting account may see.',
  },
  actions: {
    cancel: 'Cancel',
    close: 'Close',
    save: 'Save',
    copied: 'Copied',
    retry: 'Try again',
    refresh: 'Refresh',
    clear: 'Clear',
    details: 'Details',
    dismiss: 'Dismiss',
  },
  state: {
    loading: 'Loading…',
  },
  failure: {
    requestId: 'Request ID',
    copyRequestId: 'Copy request ID',
    inOneLine: '{{title}}. {{advice}}',
    openSettings: 'Open settings',
    openSystemSettings: 'Open system settings',
    certificate: {
      look: 'Look at the certificate…',
      title: 'Trust this certificate for this host?',
      warning:
        'Your computer cannot tell who is behind this certificate. Compare the fingerprint with the one your administrator gives you. If it is not the same, somebody may be listening in.',
      host: 'Host',
      issuer: 'Issued by',
      validTo: 'Valid until',
      fingerprint: 'SHA-256 fingerprint',
      trustedBefore: 'Trusted until now',
      trust: 'Trust for this host',
      done: 'The certificate is trusted for {{host}}',
    },
  },
  toasts: 'Notifications',
  dates: {
    from: 'From',
    to: 'To',
    range: 'Date range',
  },
  notices: {
    'state-set-aside': 'A damaged state file was set aside, and the app starts without it: {{subject}}',
    'journal-set-aside':
      'The record of an unfinished download was damaged and set aside; it starts over: {{subject}}',
    'minutes-sent': 'Minutes that waited for the network have been saved: {{subject}}',
    'minutes-not-sent': 'Minutes that waited could not be saved, the history says why: {{subject}}',
    'shortcut-taken':
      'Another program has the keys that should read the screen ({{subject}}). Settings, Minutes codes, has others.',
    'main-failed':
      'Something inside Meetkeep failed: {{subject}}. It goes on; if it behaves strangely, start it again. Unfinished downloads go on where they were.',
    'no-sandbox':
      'Meetkeep runs without its sandbox (--no-sandbox), so a fault in the page could reach further. The AppImage adds the switch where the system forbids the sandbox: there, install the deb or rpm. Otherwise start Meetkeep without it.',
    'start-failed': 'Not everything could be taken up as Meetkeep started. {{subject}}',
    'link-not-opened':
      'A {{subject}}: link was not opened, because Meetkeep is not set to open these. Settings, Links, is where you can change that.',
    'sidecar-not-written':
      'A recording was saved, but not the file with its details and checksum beside it: {{subject}}',
  },
} as const

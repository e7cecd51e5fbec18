export const common = {
  appName: 'Meetkeep',
  nav: {
    label: 'Pages',
    commands: 'Go to…',
    library: 'Library',
    recordings: 'Recordings',
    meetings: 'Meetings',
    minutes: 'Minutes',
    programs: 'Programs',
    downloads: 'Downloads',
    settings: 'Settings',
    watch: 'Watching',
    running_one: '{{count}} download in progress',
    running_other: '{{count}} downloads in progress',
  },
  account: {
    signIn: 'Sign in',
    signedOut: 'Not signed in',
    unnamed: 'Signed-in account',
    demo: 'Sample meetings',
    mainland: 'Mainland China',
    international: 'International',
    needed: 'Sign in first',
    neededHint: 'This page shows what your Huawei Cloud Meeting account can access.',
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
  selection: {
    clear: 'Clear selection',
    selected_one: '{{value}} selected',
    selected_other: '{{value}} selected',
    hidden_one: ', {{value}} not in this view',
    hidden_other: ', {{value}} not in this view',
  },
  state: {
    loading: 'Loading…',
  },
  failure: {
    requestId: 'Request ID',
    copyRequestId: 'Copy request ID',
    enterpriseId: 'Enterprise ID',
    copyEnterpriseId: 'Copy enterprise ID',
    inOneLine: '{{title}}. {{advice}}',
    openSettings: 'Open settings',
    openSystemSettings: 'Open system settings',
    openErrorList: 'List of error codes',
    certificate: {
      look: 'View certificate…',
      title: 'Trust this certificate for this host?',
      warning:
        'Your computer cannot verify this certificate. Compare the fingerprint with the one from your administrator. If they differ, someone may be intercepting the connection.',
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
  wait: {
    asked: 'The service asks to wait until {{time}}. Meetkeep then continues by itself.',
    limit: 'The service’s request limit is reached. Meetkeep continues at {{time}}.',
  },
  notices: {
    'state-quarantined': 'A damaged state file was moved aside, and the app started without it: {{subject}}',
    'trust-dropped':
      'A certificate you trusted is trusted no longer, because its stored copy does not match its fingerprint. You are asked again when you connect: {{subject}}',
    'library-too-new':
      'A newer version of Meetkeep has written the index of the library. It is left unchanged: files saved now are not added to it. Update Meetkeep: {{subject}}',
    'files-damaged': 'Damaged files were found: {{subject}}. Download them again in the library.',
    'damaged-file-set-aside':
      'A saved file is damaged. It was moved aside, and is downloaded again: {{subject}}',
    'files-not-removed': 'Could not be moved to the trash: {{subject}}',
    'journal-quarantined':
      'The record of an unfinished download was damaged and moved aside. The download starts over: {{subject}}',
    'minutes-sent': 'Minutes that were waiting for the network have been saved: {{subject}}',
    'minutes-not-sent': 'Queued minutes could not be saved. The history shows the reason: {{subject}}',
    'service-asks-to-wait':
      'The service asks to wait until {{subject}}. Meetkeep continues by itself; nothing fails because of this.',
    'service-limit-reached':
      'The service allows only so many requests. The next one is sent at {{subject}}; Meetkeep continues by itself.',
    'shortcut-taken':
      'Another program uses the shortcut that reads the screen ({{subject}}). Choose another one under Settings, Minutes codes.',
    'main-failed':
      'Something inside Meetkeep failed: {{subject}}. Meetkeep keeps running; if it behaves strangely, restart it. Unfinished downloads continue where they stopped.',
    'no-sandbox':
      'Meetkeep runs without its sandbox (--no-sandbox), so a fault in the page could do more harm. The AppImage adds the switch where the system forbids the sandbox: in that case, install the deb or rpm. Otherwise start Meetkeep without the switch.',
    'start-failed': 'Not everything could be restored when Meetkeep started. {{subject}}',
    'link-not-opened':
      'A {{subject}}: link was not opened, because Meetkeep is not set to open such links. You can change this under Settings, Links.',
    'not-durable':
      'This folder’s disk cannot confirm that files are stored (fsync). Downloads go on; after a power cut, verify the files saved last: {{subject}}',
    'sidecar-not-written':
      'A recording was saved, but the file with its details and checksum could not be written beside it: {{subject}}',
  },
} as const

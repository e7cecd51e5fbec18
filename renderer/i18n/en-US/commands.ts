export const commands = {
  palette: 'Commands',
  search: 'Search pages and commands',
  nothing: 'No command is called that.',
  keys: 'Keyboard shortcuts',
  or: 'or',
  elsewhere: 'Where they apply',
  groups: {
    go: 'Go to',
    page: 'On the page',
    downloads: 'Downloads',
    look: 'Appearance',
    app: 'Meetkeep',
  },
  pageKeys: {
    close: 'Close what is open',
    next: 'Next control',
    paste: 'read a code or link from the clipboard',
    range: 'choose all rows up to this one',
  },
} as const

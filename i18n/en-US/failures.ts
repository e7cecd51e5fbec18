export const failures = {
  title: 'This page could not be shown',
  advice:
    'Something inside Meetkeep failed. Downloads go on; nothing is lost. Load the window again, and if it comes back, send us the details.',
  reload: 'Load again',
  copy: 'Copy details',
} as const

export const failures = {
  title: 'This page could not be shown',
  advice:
    'Something inside Meetkeep failed. Downloads continue and nothing is lost. Reload the window; if the problem comes back, send us the details.',
  reload: 'Reload',
  copy: 'Copy details',
} as const

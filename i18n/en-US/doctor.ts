/** What "Check now" tests, and what it found when nothing was wrong. */
export const doctor = {
  checks: {
    proxy: 'Proxy',
    site: 'Site',
    certificate: 'Certificate',
    signIn: 'Sign-in',
    folder: 'Folder',
    disk: 'Disk',
  },
  found: {
    direct: 'There is none on the way to {{host}}.',
    'through-proxy': '{{proxy}} leads to {{host}}.',
    reached: '{{host}} answers.',
    vouched: 'An authority vouches for {{host}}.',
    'trusted-by-hand': 'You have trusted the certificate of {{host}} yourself.',
    'none-needed': 'The service runs on this computer; none is needed.',
    accepted: 'The service answers as {{name}}.',
    writable: 'Files can be written to {{path}}.',
    room: '{{bytes}} are free.',
    'not-said': 'The system does not say how much is free.',
    'not-tested': 'Not tested, because of: {{because}}',
  },
} as const

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
    direct: 'No proxy is used for {{host}}.',
    'through-proxy': '{{host}} is reached through {{proxy}}.',
    reached: '{{host}} answers.',
    vouched: 'A trusted authority issued the certificate of {{host}}.',
    'trusted-by-hand': 'You have trusted the certificate of {{host}} yourself.',
    'none-needed': 'The service runs on this computer; no certificate is needed.',
    accepted: 'The service accepted the sign-in of {{name}}.',
    writable: 'Files can be written to {{path}}.',
    'not-durable':
      'Files can be written to {{path}}, but its file system cannot confirm that they are on the disk. A power cut may damage what was saved shortly before.',
    room: '{{bytes}} are free.',
    'not-said': 'The system does not report the free space.',
    'not-tested': 'Not tested, because of: {{because}}',
  },
} as const

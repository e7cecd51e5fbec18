/** Better words for failures whose params say more than the code does; `i18n/specific-errors.ts` says when each is taken. */
export const specificErrors = {
  AUTH_REJECTED: {
    meetings: {
      title: 'The meetings server asks for another authorization',
      advice:
        'Set the Authorization header of the meetings server in the settings. Your cloud account has nothing to do with it.',
    },
    outOfDate: {
      title: 'The sign-in was out of date when it arrived',
      advice: 'Set the clock of this computer to the right time, then sign in again.',
    },
    otherSite: {
      title: 'This account belongs to another site',
      advice: 'Choose the other site, then sign in again.',
    },
    endedElsewhere: {
      title: 'Another sign-in with this account ended this one',
      advice: 'Sign out where else the account is used, or use another account; then sign in again.',
    },
  },
  ACCOUNT_LOCKED: {
    meetings: {
      title: 'The meetings server has locked this access',
      advice: 'Ask whoever runs the meetings server.',
    },
  },
  NO_PERMISSION: {
    signIn: {
      title: 'The service does not allow this sign-in',
      advice: 'Ask your administrator whether this app or account may use the interface of the service.',
    },
    meetings: {
      title: 'The meetings server does not allow this',
      advice: 'Ask whoever runs the meetings server for the right to see its meetings.',
    },
  },
  NOT_FOUND: {
    meetings: {
      title: 'There are no meetings at this address',
      advice: 'Check the address of the meetings server in the settings, its path included.',
    },
    notOffered: {
      title: 'The server does not offer this service',
      advice: 'Check the site or the address that you chose.',
    },
    signIn: {
      title: 'Nobody can sign in at this address',
      advice: 'Check the site or the address that you chose.',
    },
  },
  NOT_TRANSCODED: {
    detailed: {
      title: 'The recording is still being prepared',
      advice: 'It was announced for {{readyAt}}. Try again after that.',
    },
  },
  SERVER_ERROR: {
    meetings: {
      title: 'The meetings server has a problem',
      advice: 'Try again later. If it stays, tell whoever runs the meetings server.',
    },
  },
  BAD_REQUEST: {
    signIn: {
      title: 'The service refused the sign-in as wrong',
      advice:
        'Check what you signed in with. An enterprise ID is only for apps that serve several enterprises.',
    },
    meetings: {
      title: 'The meetings server refused the request as wrong',
      advice: 'Check the address of the meetings server in the settings.',
    },
  },
  BAD_ANSWER: {
    meetings: {
      title: 'The meetings server answered something unexpected',
      advice: 'Check its address in the settings: it should be that of a ProCONF application server.',
    },
  },
  CERT_UNTRUSTED: {
    expired: {
      title: 'The certificate of {{host}} has expired',
      advice:
        'Ask whoever runs the server for a new one; check the clock of this computer first. Trusting it would not help.',
    },
    notYetValid: {
      title: 'The certificate of {{host}} is not valid yet',
      advice: 'Set the clock of this computer to the right time. Trusting the certificate would not help.',
    },
    detailed: {
      title: 'The certificate of {{host}} is not trusted',
      advice:
        'Compare its fingerprint with one you got from whoever runs the server. Trust it only if they are the same; or add the authority that issued it in the settings. Fingerprint: {{fingerprint}}',
    },
  },
  CERT_CHANGED: {
    detailed: {
      title: 'The certificate of {{host}} has changed',
      advice:
        'Somebody may be listening in. Ask whoever runs the server before you trust the new one. Now: {{fingerprint}}. Trusted until now: {{trusted}}',
    },
  },
  PROXY_FAILED: {
    signIn: {
      title: 'The proxy {{proxy}} asks for another sign-in',
      advice: 'Set the proxy by hand in the settings, with its user name and password.',
    },
    unreachable: {
      title: 'The proxy {{proxy}} cannot be reached',
      advice: 'Check its address in the settings, and the network.',
    },
    detailed: {
      title: 'The proxy {{proxy}} did not let the connection through',
      advice:
        'Check address and kind of the proxy in the settings; else ask whoever runs it whether it allows this server.',
    },
  },
  ADDRESS_REFUSED: {
    unset: {
      title: 'No meetings server has been set',
      advice: 'Enter the address of your ProCONF application server in the settings.',
    },
    notAnAddress: {
      title: 'This is not an address',
      advice: 'Enter a whole address that begins with https://, for example https://meeting.example.com',
    },
    userInfo: {
      title: 'The address holds a user name or password',
      advice: 'Leave out the user name and the password that stand before the @.',
    },
    notHttps: {
      title: 'The address of {{host}} is not protected',
      advice: 'Use an address that begins with https://. Without it others could read along.',
    },
  },
  QR_UNSUPPORTED_ACTION: {
    detailed: {
      title: 'This code asks for “{{action}}”, which this app does not do',
      advice: 'Show the code for saving the minutes in the meeting and use that one.',
    },
  },
  QR_INVALID: {
    empty: {
      title: 'This code does not say which minutes to save',
      advice: 'Show the code in the meeting again, or copy the whole link.',
    },
    duplicate: {
      title: 'This code says the same thing twice',
      advice:
        'It is not clear which of the two is meant, so nothing was saved. Use a new code from the meeting.',
    },
    tooLong: {
      title: 'This link is too long for a minutes code',
      advice: 'Copy the link once more without any text around it, or use the code itself.',
    },
    control: {
      title: 'This code holds hidden characters',
      advice:
        'They could make it read differently from what it does, so nothing was saved. Use the code that the meeting shows.',
    },
    encoding: {
      title: 'Part of this code cannot be read',
      advice: 'It was probably cut off or changed on its way. Use a new code, or copy the whole link again.',
    },
  },
  DISK_ERROR: {
    notAllowed: {
      title: 'Meetkeep may not write there',
      advice: 'Check who may write to {{path}}, or choose another folder.',
    },
  },
  SCREEN_UNAVAILABLE: {
    time: {
      title: 'The screen did not come in time',
      advice:
        'A question of your system may wait for an answer, perhaps behind other windows. Answer it and try again, or take a screenshot and paste it.',
    },
    fullScreen: {
      title: 'Meetkeep fills the screen',
      advice:
        'Leave full screen and read the screen again, or choose keys in the settings that read it from anywhere.',
    },
  },
  PICTURE_UNREADABLE: {
    svg: {
      title: 'Drawings (SVG) cannot be read',
      advice: 'Make a screenshot of the drawing and use that.',
    },
    tooLarge: {
      title: 'The picture is too large',
      advice: 'Cut the code out of the picture and use that part.',
    },
  },
  BAD_INPUT: {
    notACertificate: {
      title: 'The file holds no certificates',
      advice: 'Choose a PEM file: it contains lines with BEGIN CERTIFICATE.',
    },
    caFile: {
      title: 'The file of certificate authorities cannot be read',
      advice: 'Put {{path}} back, or choose another file in the settings under Certificates.',
    },
  },
} as const

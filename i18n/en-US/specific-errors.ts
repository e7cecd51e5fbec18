import { serviceErrors } from './service-errors.ts'

/** More specific texts for failures whose params add to the code; `i18n/specific-errors.ts` selects them. */
export const specificErrors = {
  AUTH_REJECTED: {
    ...serviceErrors.AUTH_REJECTED,
    meetings: {
      title: 'The meetings server requires a different authorization',
      advice:
        'Set the Authorization header of the meetings server in the settings. Your cloud account is not used for it.',
    },
  },
  ACCOUNT_LOCKED: {
    ...serviceErrors.ACCOUNT_LOCKED,
    meetings: {
      title: 'The meetings server has locked this access',
      advice: 'Ask the administrator of the meetings server.',
    },
  },
  NO_PERMISSION: {
    ...serviceErrors.NO_PERMISSION,
    signIn: {
      title: 'The service does not allow this sign-in',
      advice:
        'Administrators of your enterprise can check whether this app or account may use the API of the service.',
    },
    adminDownloads: {
      title: 'Downloading recordings is not enabled for your enterprise',
      advice:
        'You are an administrator, so the service itself may be missing: it is enabled only for some enterprises. Ask Huawei Cloud sales or support to enable it for the enterprise ID {{enterpriseId}}.',
    },
    adminDownloadsPlain: {
      title: 'Downloading recordings is not enabled for your enterprise',
      advice:
        'You are an administrator, so the service itself may be missing: it is enabled only for some enterprises. Ask Huawei Cloud sales or support to enable it, and name your enterprise ID.',
    },
    userDownloads: {
      title: 'Only administrators may download recordings',
      advice:
        'Ask an administrator of your enterprise to download it, or for administrator rights. If administrators cannot download either, Huawei Cloud sales or support must enable downloads for the enterprise ID {{enterpriseId}}.',
    },
    userDownloadsPlain: {
      title: 'Only administrators may download recordings',
      advice:
        'Ask an administrator of your enterprise to download it, or for administrator rights. If administrators cannot download either, Huawei Cloud sales or support must enable downloads for your enterprise.',
    },
    admin: {
      title: 'The service does not allow this for your enterprise',
      advice:
        'You are an administrator, so the enterprise may lack a service or a right. Ask Huawei Cloud sales or support to enable it for the enterprise ID {{enterpriseId}}.',
    },
    adminPlain: {
      title: 'The service does not allow this for your enterprise',
      advice:
        'You are an administrator, so the enterprise may lack a service or a right. Ask Huawei Cloud sales or support to enable it, and name your enterprise ID.',
    },
    user: {
      title: 'Your account is not allowed to do this',
      advice: 'Ask an administrator of your enterprise to do it, or for the rights that it needs.',
    },
    saving: {
      title: 'These minutes are not for this account',
      advice: 'Sign in with the account that took part in the meeting, then use the code again.',
    },
    meetings: {
      title: 'The meetings server does not allow this',
      advice: 'Ask the administrator of the meetings server for permission to see its meetings.',
    },
  },
  NOT_FOUND: {
    ...serviceErrors.NOT_FOUND,
    meetings: {
      title: 'There are no meetings at this address',
      advice: 'Check the address of the meetings server in the settings, its path included.',
    },
    file: {
      title: 'The host does not have the file',
      advice: 'It may have been deleted or replaced in the cloud. Try again to get a new link.',
    },
    types: {
      title: 'The recording has no file of these types',
      advice: 'Choose other file types.',
    },
    picture: {
      title: 'There is no such file',
      advice: 'Check the path of the picture. A link must be complete and in quotes.',
    },
    notOffered: {
      title: 'The server does not offer this service',
      advice: 'Check the site or the address that you chose.',
    },
    saving: {
      title: 'These minutes are no longer available',
      advice:
        'The meeting may be over, its minutes deleted, or they belong to another account or site. Use a new code while the meeting shows it.',
    },
    signIn: {
      title: 'This address does not offer sign-in',
      advice: 'Check the site or the address that you chose.',
    },
  },
  NOT_TRANSCODED: {
    detailed: {
      title: 'The recording is still being prepared',
      advice: 'It should be ready at {{readyAt}}. Try again after that.',
    },
  },
  SERVER_ERROR: {
    ...serviceErrors.SERVER_ERROR,
    meetings: {
      title: 'The meetings server has a problem',
      advice: 'Try again later. If the problem persists, tell the administrator of the meetings server.',
    },
  },
  BAD_REQUEST: {
    ...serviceErrors.BAD_REQUEST,
    signIn: {
      title: 'The service rejected the sign-in as invalid',
      advice: 'Check your sign-in details. An enterprise ID is only for apps that serve several enterprises.',
    },
    saving: {
      title: 'The service did not accept this code',
      advice:
        'The code may have expired, or its minutes may be saved already. Check your personal space, or use a new code from the meeting.',
    },
    parameter: {
      title: 'The service rejected a parameter of the request',
      advice: 'Try again. If it happens again, report the request ID: this may be a fault in Meetkeep.',
    },
    meetings: {
      title: 'The meetings server rejected the request as invalid',
      advice: 'Check the address of the meetings server in the settings.',
    },
  },
  BAD_ANSWER: {
    meetings: {
      title: 'The meetings server sent an unexpected response',
      advice: 'Check its address in the settings: it should be that of a ProCONF application server.',
    },
  },
  LIST_INCOMPLETE: serviceErrors.LIST_INCOMPLETE,
  CERT_UNTRUSTED: {
    expired: {
      title: 'The certificate of {{host}} has expired',
      advice:
        'Check the clock of this computer first, then ask the administrator of the server for a new certificate. Trusting it would not help.',
    },
    notYetValid: {
      title: 'The certificate of {{host}} is not valid yet',
      advice: 'Set the clock of this computer to the right time. Trusting the certificate would not help.',
    },
    incompleteChain: {
      title: 'The certificate of {{host}} cannot be verified: its issuer is missing',
      advice:
        'The server does not send the certificate of its issuer ({{issuer}}), and this computer does not have it. Ask the administrator of the server to install the complete chain, or add the certificate of the issuer in the settings. Fingerprint: {{fingerprint}}',
    },
    weak: {
      title: 'The certificate of {{host}} is not secure enough',
      advice:
        'It is signed with SHA-1 or another outdated method, or its key is too short. Ask the administrator of the server for a new certificate. Trusting this one would not help.',
    },
    detailed: {
      title: 'The certificate of {{host}} is not trusted',
      advice:
        'Compare its fingerprint with the one from the administrator of the server, and trust it only if they are the same. Or add the authority that issued it in the settings. Fingerprint: {{fingerprint}}',
    },
  },
  CERT_CHANGED: {
    detailed: {
      title: 'The certificate of {{host}} has changed',
      advice:
        'Someone may be intercepting the connection. Ask the administrator of the server before you trust the new certificate. Now: {{fingerprint}}. Trusted until now: {{trusted}}',
    },
  },
  PROXY_FAILED: {
    signInScheme: {
      title: 'The proxy {{proxy}} accepts only {{scheme}} sign-ins',
      advice:
        'Meetkeep signs in to proxies with Basic (or SOCKS5). Ask the administrator of the proxy to allow it, or use a local proxy that speaks {{scheme}}.',
    },
    signIn: {
      title: 'The proxy {{proxy}} requires a different sign-in',
      advice: 'Set the proxy manually in the settings, with its user name and password.',
    },
    unreachable: {
      title: 'The proxy {{proxy}} cannot be reached',
      advice: 'Check its address in the settings, and the network.',
    },
    detailed: {
      title: 'The proxy {{proxy}} did not let the connection through',
      advice:
        'Check the address and type of the proxy in the settings, or ask its administrator whether it allows this server.',
    },
  },
  TLS_FAILED: {
    oldProtocol: {
      title: 'The server {{host}} only supports an outdated version of TLS',
      advice:
        'Ask the administrator of the server to enable TLS 1.2 or later. Older versions are not secure.',
    },
    noTls: {
      title: 'The server {{host}} does not speak TLS on this port',
      advice: 'Check the address and its port: a plain HTTP service may be listening there.',
    },
    nameRefused: {
      title: 'The server does not know the name {{host}}',
      advice: 'Check the address, or ask the administrator of the server which name it expects.',
    },
    clientCertificate: {
      title: 'The server {{host}} requires a client certificate',
      advice:
        'Meetkeep does not support client certificates. Ask the administrator of the server for another way in.',
    },
    weak: {
      title: 'The server {{host}} only offers encryption that is not secure enough',
      advice:
        'Ask the administrator of the server to update its TLS configuration: keys, ciphers and renegotiation.',
    },
    refused: {
      title: 'The server {{host}} refuses secure connections from Meetkeep',
      advice:
        'It may require a client certificate, which Meetkeep does not support, or ciphers that are not secure. Ask the administrator of the server.',
    },
  },
  OTHER_ACCOUNT: {
    named: {
      title: 'The rule was made for {{account}}',
      advice:
        'Sign in with that account. Or edit the rule and save it: then it is for the account that is signed in.',
    },
  },
  ADDRESS_REFUSED: {
    unset: {
      title: 'No meetings server has been set',
      advice: 'Enter the address of your ProCONF application server in the settings.',
    },
    notAnAddress: {
      title: 'This is not a valid address',
      advice: 'Enter a complete address that starts with https://, for example https://meeting.example.com',
    },
    userInfo: {
      title: 'The address contains a user name or password',
      advice: 'Remove the user name and password before the @.',
    },
    notHttps: {
      title: 'The address of {{host}} is not protected',
      advice: 'Use an address that starts with https://. Otherwise others could read the connection.',
    },
  },
  QR_UNSUPPORTED_ACTION: {
    detailed: {
      title: 'This code requests “{{action}}”, which this app does not support',
      advice: 'Show the code for saving the minutes in the meeting and use that one.',
    },
  },
  QR_INVALID: {
    empty: {
      title: 'This code does not say which minutes to save',
      advice:
        'Show the code in the meeting again, or copy the whole link. In a terminal, put the link in quotes.',
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
      title: 'This code contains hidden characters',
      advice:
        'They could make it read differently from what it does, so nothing was saved. Use the code that the meeting shows.',
    },
    encoding: {
      title: 'Part of this code cannot be read',
      advice: 'It was probably cut off or changed on its way. Use a new code, or copy the whole link again.',
    },
    broken: {
      title: 'The link is broken in two, or its end is missing',
      advice: 'Copy the whole link again, in one line and without blanks. In a terminal, put it in quotes.',
    },
    part: {
      title: 'This is part {{part}} of {{parts}} of a code',
      advice: 'Read all its parts together: in one picture, or open their pictures at once.',
    },
  },
  FOLDER_MISSING: {
    notAFolder: {
      title: 'The folder to save to is a file',
      advice: 'Choose another folder.',
    },
    toRead: {
      title: 'There is no folder {{path}}',
      advice: 'Check its name, or connect the disk that it is on.',
    },
  },
  DISK_ERROR: {
    notReadable: {
      title: 'Meetkeep has no permission to read {{path}}',
      advice: 'Check the permissions of the folder.',
    },
    notAllowed: {
      title: 'Meetkeep has no permission to write there',
      advice: 'Check the permissions of {{path}}, or choose another folder.',
    },
  },
  SCREEN_UNAVAILABLE: {
    time: {
      title: 'Reading the screen took too long',
      advice:
        'Your system may be asking for permission, perhaps behind other windows. Answer it and try again, or take a screenshot and paste it.',
    },
    fullScreen: {
      title: 'Meetkeep fills the screen',
      advice:
        'Leave full screen and read the screen again, or set a shortcut in the settings that reads it from anywhere.',
    },
  },
  PICTURE_UNREADABLE: {
    heic: {
      title: 'HEIC pictures cannot be read',
      advice:
        'Save or share it as JPEG, or take a screenshot of it. These can be read: PNG, JPEG, WebP, GIF, AVIF.',
    },
    notAFile: {
      title: 'This is not a picture file',
      advice: 'Choose a file: PNG, JPEG, WebP, GIF or AVIF.',
    },
    svg: {
      title: 'Drawings (SVG) cannot be read',
      advice: 'Take a screenshot of the drawing and use that.',
    },
    tooLarge: {
      title: 'The picture is too large',
      advice: 'Crop the picture to the code and use that.',
    },
  },
  BAD_INPUT: {
    notACertificate: {
      title: 'The file contains no certificates',
      advice: 'Choose a PEM file: it contains lines with BEGIN CERTIFICATE.',
    },
    caFile: {
      title: 'The certificate authority file cannot be read',
      advice: 'Put {{path}} back, or choose another file in the settings under Certificates.',
    },
  },
} as const

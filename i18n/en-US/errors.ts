/** Every error code in words that are true whatever its params are; `specific-errors.ts` has the better ones. */
export const errors = {
  AUTH_REQUIRED: {
    title: 'You are not signed in',
    advice: 'Sign in, then try again.',
  },
  AUTH_REJECTED: {
    title: 'The server did not accept the sign-in',
    advice: 'Check what you signed in with, the site, and the clock of this computer; then sign in again.',
  },
  ACCOUNT_LOCKED: {
    title: 'The account is locked or disabled',
    advice:
      'Wait a minute before the next attempt. If it stays locked, ask the administrator of your enterprise.',
  },
  NO_PERMISSION: {
    title: 'Your account may not do this',
    advice:
      'Some things, download links among them, need the rights of an enterprise administrator or a service that the enterprise has to enable first. Ask your administrator.',
  },
  NOT_FOUND: {
    title: 'It is not there any more',
    advice: 'It may have been deleted, or you may not see it. Refresh the list.',
  },
  NOT_TRANSCODED: {
    title: 'The recording is still being prepared',
    advice: 'Preparing takes about as long as the meeting was. Try again later.',
  },
  RATE_LIMITED: {
    title: 'The service was asked too often',
    advice: 'Wait a moment, then try again.',
  },
  SERVER_ERROR: {
    title: 'The server has a problem',
    advice: 'Try again later. If it stays, give the request id to the support of the service.',
  },
  BAD_REQUEST: {
    title: 'The service refused the request as wrong',
    advice: 'Check what you entered. If it is right, report the request id.',
  },
  BAD_ANSWER: {
    title: 'The server answered something unexpected',
    advice: 'Check the address. A proxy or a sign-in page of the network may have answered instead.',
  },
  DOMAIN_NOT_CONFIGURED: {
    title: 'The meetings server has no domain configured',
    advice: 'Ask whoever runs the meetings server to configure one.',
  },
  OFFLINE: {
    title: 'There is no working connection to the server',
    advice:
      'It cannot be reached, or the connection keeps breaking off. Check the network and the address, then try again.',
  },
  TIMEOUT: {
    title: 'The server took too long to answer',
    advice: 'Check the network connection, then try again.',
  },
  PROXY_FAILED: {
    title: 'The proxy refused the connection',
    advice: 'Check the proxy settings of this computer and the sign-in they need.',
  },
  CERT_UNTRUSTED: {
    title: 'The certificate of the server is not trusted',
    advice: 'Ask whoever runs the server, or add the authority that issued the certificate in the settings.',
  },
  CERT_CHANGED: {
    title: 'The certificate of the server has changed',
    advice: 'Somebody may be listening in. Ask whoever runs the server before you trust the new one.',
  },
  ADDRESS_REFUSED: {
    title: 'This address cannot be used',
    advice: 'Use an address that begins with https:// and holds no user name or password.',
  },
  LINK_REFUSED: {
    title: 'The download link was refused several times',
    advice: 'Check that you may still see the recording, then try again.',
  },
  NOT_A_RECORDING: {
    title: 'A page came instead of the recording',
    advice:
      'Nothing of it was saved. Try again later; a proxy or a sign-in page of the network may be in the way.',
  },
  SIZE_MISMATCH: {
    title: 'The file has another size than announced',
    advice: 'It was not saved. Try again.',
  },
  HASH_MISMATCH: {
    title: 'The file differs from the one on the server',
    advice: 'It was not saved. Try again.',
  },
  CHANGED_ON_SERVER: {
    title: 'The file changed on the server meanwhile',
    advice: 'Try again: it starts from the beginning.',
  },
  DISK_FULL: {
    title: 'The disk is full',
    advice: 'Make room or choose another folder; what was received is kept.',
  },
  FOLDER_MISSING: {
    title: 'The folder to save to is missing',
    advice: 'Connect its drive, or choose another folder in the settings.',
  },
  FILE_LOCKED: {
    title: 'Another program holds the file',
    advice: 'Close what has it open, a virus scanner perhaps, then try again. Nothing is lost.',
  },
  PATH_TOO_LONG: {
    title: 'The path of the file is too long',
    advice: 'Choose a folder with a shorter path.',
  },
  DISK_ERROR: {
    title: 'The disk refused to write or read',
    advice: 'Check that you may write to the folder and that the disk is sound.',
  },
  CANCELLED: {
    title: 'It was cancelled',
    advice: 'Start it again if you need it.',
  },
  QR_NOT_FOUND: {
    title: 'No QR code was found in the picture',
    advice: 'Use a sharper or larger picture in which the whole code and its white edge can be seen.',
  },
  QR_NOT_CLOUDLINK: {
    title: 'This is not a minutes code',
    advice: 'Use the code or link that the meeting shows for saving its minutes.',
  },
  QR_UNSUPPORTED_ACTION: {
    title: 'This code asks for something this app does not do',
    advice: 'Only codes that save minutes are supported.',
  },
  QR_OPENS_FILE_LIST: {
    title: 'This code would show your private file list on a meeting screen',
    advice: 'It was not used. Use the code for saving the minutes instead.',
  },
  QR_INVALID: {
    title: 'The minutes code is damaged',
    advice: 'Show a new code in the meeting, or copy the whole link again.',
  },
  PICTURE_UNREADABLE: {
    title: 'The picture cannot be read',
    advice: 'Use a PNG, JPEG or WebP picture of an ordinary size.',
  },
  SAVE_UNKNOWN: {
    title: 'It is not known whether the minutes were saved',
    advice: 'Look for them in your personal space, and save again if they are not there.',
  },
  SCREEN_DENIED: {
    title: 'The system does not let Meetkeep see the screen',
    advice:
      'Allow screen recording for Meetkeep in the privacy settings of your system, then quit Meetkeep and open it again. If it is allowed there already, switch it off and on once. Or take a screenshot and paste it.',
  },
  SCREEN_RESTART: {
    title: 'Meetkeep sees the screen from its next start on',
    advice: 'Quit Meetkeep and open it again. Downloads go on where they were.',
  },
  SCREEN_CANCELLED: {
    title: 'No screen was chosen',
    advice:
      'Read the screen again, and choose a display when your desktop asks which one to share. If it does not ask, take a screenshot and paste it.',
  },
  SCREEN_UNAVAILABLE: {
    title: 'The screen could not be read',
    advice:
      'Answer the question of your system if it asks one, and try again. Or take a screenshot and paste it.',
  },
  UPDATE_FAILED: {
    title: 'No newer version could be looked for or fetched',
    advice: 'Try again later. If it stays, get the newest version from the page of downloads.',
  },
  UPDATE_REFUSED: {
    title: 'The newer version was refused',
    advice:
      'What came is not what was announced, or is not signed as it has to be. Nothing was changed. Try again; if it stays, tell whoever gave you Meetkeep.',
  },
  NO_FOLDER: {
    title: 'No folder to save to has been chosen',
    advice: 'Choose one in the settings.',
  },
  BAD_INPUT: {
    title: 'This input cannot be used',
    advice: 'Check what you entered.',
  },
  INTERNAL: {
    title: 'Something went wrong inside the app',
    advice: 'Try again. If it stays, start the app anew and report the details.',
  },
} as const

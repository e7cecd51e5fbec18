/** A text for every error code, true for all params; `specific-errors.ts` has more specific ones. */
export const errors = {
  AUTH_REQUIRED: {
    title: 'You are not signed in',
    advice: 'Sign in, then try again.',
  },
  AUTH_REJECTED: {
    title: 'The server did not accept the sign-in',
    advice: 'Check your sign-in details, the site and the clock of this computer, then sign in again.',
  },
  ACCOUNT_LOCKED: {
    title: 'The account is locked or disabled',
    advice:
      'Wait a minute before the next attempt. If it stays locked, an administrator of your enterprise can unlock it.',
  },
  OTHER_ACCOUNT: {
    title: 'The rule was made for another account',
    advice:
      'Sign in with that account. Or edit the rule and save it: then it is for the account that is signed in.',
  },
  NO_PERMISSION: {
    title: 'Your account is not allowed to do this',
    advice:
      'Some actions, such as getting download links, need enterprise administrator rights or a service that the enterprise must enable first. Administrators of your enterprise can change both.',
  },
  NOT_FOUND: {
    title: 'It no longer exists',
    advice: 'It may have been deleted, or you may not have permission to see it.',
  },
  NOT_TRANSCODED: {
    title: 'The recording is still being prepared',
    advice: 'This takes about as long as the meeting itself. Try again later.',
  },
  RATE_LIMITED: {
    title: 'Too many requests to the service',
    advice: 'Wait a moment, then try again.',
  },
  SERVER_ERROR: {
    title: 'The server has a problem',
    advice: 'Try again later. If the problem persists, give the request ID to the service’s support.',
  },
  BAD_REQUEST: {
    title: 'The service rejected the request as invalid',
    advice: 'Check what you entered. If it is correct, report the request ID.',
  },
  BAD_ANSWER: {
    title: 'The server sent an unexpected response',
    advice: 'Check the address. A proxy or the network’s sign-in page may have responded instead.',
  },
  LIST_INCOMPLETE: {
    title: 'The service did not return the whole list',
    advice: 'Refresh the list, or list a shorter period. If rows stay missing, ask the service’s support.',
  },
  DOMAIN_NOT_CONFIGURED: {
    title: 'The meetings server has no domain configured',
    advice: 'Ask the administrator of the meetings server to configure one.',
  },
  OFFLINE: {
    title: 'There is no connection to the server',
    advice:
      'It cannot be reached, or the connection keeps dropping. Check the network and the address, then try again.',
  },
  TIMEOUT: {
    title: 'The server took too long to answer',
    advice: 'Check the network connection, then try again.',
  },
  PROXY_FAILED: {
    title: 'The proxy refused the connection',
    advice: 'Check this computer’s proxy settings and the sign-in that the proxy requires.',
  },
  CERT_UNTRUSTED: {
    title: 'The certificate of the server is not trusted',
    advice:
      'Ask the administrator of the server, or add the authority that issued the certificate in the settings.',
  },
  CERT_CHANGED: {
    title: 'The certificate of the server has changed',
    advice:
      'Someone may be intercepting the connection. Ask the administrator of the server before you trust the new certificate.',
  },
  TLS_FAILED: {
    title: 'No secure connection to the server is possible',
    advice:
      'Ask the administrator of the server: its TLS configuration does not fit. Trying again does not help.',
  },
  ADDRESS_REFUSED: {
    title: 'This address cannot be used',
    advice: 'Use an address that starts with https:// and contains no user name or password.',
  },
  LINK_REFUSED: {
    title: 'The download link was refused several times',
    advice: 'Check that you still have access to the recording, then try again.',
  },
  NOT_A_RECORDING: {
    title: 'The server sent something other than the recording',
    advice: 'Nothing was saved. Try again later; a proxy or the network’s sign-in page may be in the way.',
  },
  INCOMPLETE_ON_SERVER: {
    title: 'The server has only an incomplete recording',
    advice:
      'It sent the same bytes twice, and they are no whole film. They were kept in a file with “(incomplete)” in its name, and the recording does not count as saved. Try again on a later day.',
  },
  STOPS_EARLY: {
    title: 'The server always stops before the end of the file',
    advice:
      'Every answer stops at the same place. The bytes received so far are kept. Try again on a later day, or ask the service’s support.',
  },
  SIZE_MISMATCH: {
    title: 'The file is not the size that the server announced',
    advice: 'It was not saved. Try again.',
  },
  HASH_MISMATCH: {
    title: 'The file differs from the one on the server',
    advice: 'It was not saved. Try again.',
  },
  CHANGED_ON_SERVER: {
    title: 'The file changed on the server during the download',
    advice: 'Try again. The download starts from the beginning.',
  },
  DISK_FULL: {
    title: 'The disk is full',
    advice: 'Free up space or choose another folder. What has been downloaded is kept.',
  },
  NO_INODES: {
    title: 'The disk cannot hold more files',
    advice:
      'Free bytes are left, but no room for another file. Delete files you do not need, or choose a folder on another disk.',
  },
  FILE_TOO_LARGE: {
    title: 'The file is too large for this disk',
    advice:
      'Disks formatted as FAT32 hold files of up to 4 GB. Choose a folder on another disk, then try again.',
  },
  DISK_GONE: {
    title: 'The disk of the folder is not connected',
    advice: 'Connect it again. Nothing is saved elsewhere meanwhile, and what has been downloaded is kept.',
  },
  FOLDER_MISSING: {
    title: 'The folder to save to is missing',
    advice: 'Connect its drive, or choose another folder in the settings.',
  },
  ARCHIVE_WATCHED: {
    title: 'Another process is watching this archive',
    advice: 'One is enough. Stop that one first, or name another folder.',
  },
  NOT_AN_ARCHIVE: {
    title: 'The folder is not an archive',
    advice: 'It has no recordings that Meetkeep saved. Check its path, and whether its disk is connected.',
  },
  FILE_LOCKED: {
    title: 'Another program is using the file',
    advice: 'Close the program that has it open, such as a virus scanner, then try again. Nothing is lost.',
  },
  PATH_TOO_LONG: {
    title: 'The path of the file is too long',
    advice: 'Choose a folder with a shorter path.',
  },
  NAME_REFUSED: {
    title: 'The folder does not accept the name of the file',
    advice: 'Change the name of files in the settings, or choose a folder on another disk.',
  },
  TOO_MANY_FILES: {
    title: 'Too many files are open',
    advice: 'Download fewer files at once, or raise the limit of open files (ulimit -n), then try again.',
  },
  DISK_ERROR: {
    title: 'The disk could not be written or read',
    advice: 'Check that you have permission to write to the folder and that the disk is healthy.',
  },
  CANCELLED: {
    title: 'The action was cancelled',
    advice: 'Start it again if you need it.',
  },
  QR_NOT_FOUND: {
    title: 'No QR code was found in the picture',
    advice: 'Use a sharper or larger picture that shows the whole code and its white border.',
  },
  QR_NOT_CLOUDLINK: {
    title: 'This is not a minutes code',
    advice: 'Use the code or link that the meeting shows for saving its minutes.',
  },
  QR_UNSUPPORTED_ACTION: {
    title: 'This code requests an action that this app does not support',
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
    advice: 'Use a PNG, JPEG, WebP, GIF or AVIF picture.',
  },
  SAVE_UNKNOWN: {
    title: 'It is not known whether the minutes were saved',
    advice: 'Look for them in your personal space, and save again if they are not there.',
  },
  SCREEN_DENIED: {
    title: 'The system does not allow Meetkeep to read the screen',
    advice:
      'Allow screen recording for Meetkeep in the privacy settings of your system, then quit Meetkeep and open it again. If it is already allowed, switch it off and on again. Or take a screenshot and paste it.',
  },
  SCREEN_RESTART: {
    title: 'Restart Meetkeep to read the screen',
    advice: 'Quit Meetkeep and open it again. Downloads continue where they stopped.',
  },
  SCREEN_CANCELLED: {
    title: 'No screen was chosen',
    advice:
      'Read the screen again, and choose a display when your desktop asks which one to share. If it does not ask, take a screenshot and paste it.',
  },
  SCREEN_UNAVAILABLE: {
    title: 'The screen could not be read',
    advice: 'If your system asks for permission, answer it and try again. Or take a screenshot and paste it.',
  },
  UPDATE_FAILED: {
    title: 'Could not check for or download a new version',
    advice: 'Try again later. If the problem persists, get the newest version from the download page.',
  },
  UPDATE_REFUSED: {
    title: 'The new version was rejected',
    advice:
      'The download does not match the announced version, or is not signed correctly. Nothing was changed. Try again; if the problem persists, tell the person who gave you Meetkeep.',
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
    advice: 'Try again. If the problem persists, restart the app and report the details.',
  },
} as const

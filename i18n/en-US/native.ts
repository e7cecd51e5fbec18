/** Texts of the system's own parts: menus, boxes, dialogs and notifications. */
export const native = {
  menus: {
    app: 'Meetkeep',
    file: 'File',
    edit: 'Edit',
    view: 'View',
    go: 'Go',
    window: 'Window',
    help: 'Help',
  },
  /** Electron's own labels are English, and name the app by its package (Electron: lib/browser/api/menu-item-roles.ts). */
  roles: {
    about: 'About Meetkeep',
    close: 'Close Window',
    copy: 'Copy',
    cut: 'Cut',
    delete: 'Delete',
    front: 'Bring All to Front',
    hide: 'Hide Meetkeep',
    hideOthers: 'Hide Others',
    minimize: 'Minimize',
    paste: 'Paste',
    quit: 'Quit Meetkeep',
    redo: 'Redo',
    resetZoom: 'Actual Size',
    selectAll: 'Select All',
    services: 'Services',
    toggleDevTools: 'Toggle Developer Tools',
    togglefullscreen: 'Toggle Full Screen',
    undo: 'Undo',
    unhide: 'Show All',
    zoom: 'Zoom',
    zoomIn: 'Zoom In',
    zoomOut: 'Zoom Out',
  },
  dialogs: {
    folder: 'Choose a folder for recordings',
    ca: 'Choose a certificate file (PEM)',
    save: 'Save as',
    addFolder: 'Add a folder of recordings to the library',
    locateFile: 'Where is the file now?',
    locateFolder: 'In which folder are the files now?',
  },
  /** Asked before the page can change whom Meetkeep trusts, or where it sends anything. */
  consent: {
    cancel: 'Cancel',
    certificate: {
      message: 'Trust the certificate of {{host}}?',
      detail:
        'Meetkeep cannot verify this certificate. Trust it only if its fingerprint is the one from the administrator of the server: otherwise someone may be intercepting the connection and could read your password and recordings.',
      fingerprint: 'SHA-256 fingerprint:\n{{fingerprint}}',
      trusted: 'Trusted until now:\n{{trusted}}',
      accept: 'Trust for This Host',
    },
    proxy: {
      message: 'Connect through the proxy {{address}}?',
      detail:
        'All connections of Meetkeep will go through this server. Continue only if you entered this address yourself.',
      accept: 'Use Proxy',
    },
    site: {
      message: 'Sign in to {{address}}?',
      detail:
        'Meetkeep has not signed in there before. Your credentials will be sent to this server. Continue only if you entered this address yourself.',
      accept: 'Sign In',
    },
    account: {
      message: 'Sign in with another account?',
      which: 'Account: {{account}}\nServer: {{address}}',
      token: 'an access token',
      detail:
        'This account has not signed in here before. What you do from then on, such as saving minutes, is done in it. Continue only if you entered it yourself.',
      accept: 'Sign In',
    },
    meetings: {
      message: 'Load meetings from {{address}}?',
      detail:
        'Meetkeep has not contacted this server before. Continue only if you entered this address yourself.',
      accept: 'Use Server',
    },
    remove: {
      message_one: 'Move {{count}} file to the trash?',
      message_other: 'Move {{count}} files to the trash?',
      which: '{{name}} · {{size}} MB',
      onlyCopies_one: 'This is the only copy: {{count}} recording is no longer in the cloud.',
      onlyCopies_other: 'These are the only copies: {{count}} recordings are no longer in the cloud.',
      detail:
        'The recording is removed from this computer only. If it is no longer in the cloud, this may be the last copy.',
      accept: 'Move to Trash',
    },
    screen: {
      message: 'Read the screen now?',
      detail:
        'Meetkeep takes a picture of every display to find a QR code. Continue only if you requested this yourself.',
      accept: 'Read Screen',
    },
  },
  /** Asked before the app ends while files come in. */
  quit: {
    message_one: 'A file is being downloaded',
    message_other: '{{count}} files are being downloaded',
    detail: 'What has been downloaded is kept. The downloads continue the next time you open Meetkeep.',
    quit: 'Quit and continue next time',
    install: 'Restart and install',
    stay: 'Stay',
    never: 'Do not ask again',
  },
  /** The icon in the notification area or the menu bar. */
  tray: {
    saving: 'Saving {{done}} of {{of}} · {{percent}}%',
    listing: 'Looking for new recordings…',
    paused_one: 'Paused · {{count}} file',
    paused_other: 'Paused · {{count}} files',
    waitsForUser_one: '{{count}} download needs your attention',
    waitsForUser_other: '{{count}} downloads need your attention',
    complete: 'Everything is saved',
    idle: 'No active downloads',
    pauseAll: 'Pause all',
    resumeAll: 'Resume all',
    runRules: 'Run rules now',
    readCode: 'Read a minutes code…',
    lastSaved: 'Last saved',
    openLibrary: 'Open library',
    open: 'Open Meetkeep',
    quit: 'Quit Meetkeep',
  },
  /** Asked when the window is closed while there is work. */
  close: {
    message: 'Keep working in the background?',
    detail:
      'Meetkeep continues to save recordings; its icon is in the notification area. If you see none, start Meetkeep again to show the window. You can change this in the settings.',
    keep: 'Keep working in the background',
    quit: 'Quit',
    cancel: 'Cancel',
  },
  batch: {
    title: 'Downloads have ended',
    stoppedTitle: 'Downloads have stopped',
    saved_one: '{{count}} file saved',
    saved_other: '{{count}} files saved',
    failed_one: '{{count}} failed',
    failed_other: '{{count}} failed',
    stopped_one: '{{count}} needs your attention',
    stopped_other: '{{count}} need your attention',
    between: ', ',
  },
  minutes: {
    'minutes-sent': 'Minutes saved',
    'minutes-not-sent': 'Minutes could not be saved',
  },
  /** What an archive that runs by itself needs. */
  due: {
    show: 'Show',
    signIn: {
      title: 'Sign in to keep saving recordings',
      body: '“{{name}}” cannot run until you sign in.',
      bodySeveral: '“{{name}}” and other rules cannot run until you sign in.',
      button: 'Sign in',
    },
    gone: {
      title_one: '{{count}} recording left the cloud unsaved',
      title_other: '{{count}} recordings left the cloud unsaved',
      body: 'The service no longer lists what a rule has not fully saved yet.',
    },
    disk: {
      title: 'The disk is nearly full',
      body: '{{free}} GB free in {{folder}}',
    },
    leaving: {
      title_one: '{{count}} unsaved recording leaves the cloud soon',
      title_other: '{{count}} unsaved recordings leave the cloud soon',
      today: 'The first one may leave today.',
      inDays_one: 'The first one leaves in {{count}} day.',
      inDays_other: 'The first one leaves in {{count}} days.',
      button: 'Save now',
    },
    quiet: {
      title: 'Nothing new saved for {{days}} days',
      body: '“{{name}}” runs, but finds no new recordings. Check what it looks for.',
      bodySeveral: '“{{name}}” and other rules run, but find no new recordings. Check what they look for.',
    },
    failing: {
      title: '“{{name}}” has failed several times',
      titleSeveral: '“{{name}}” and other rules have failed several times',
    },
  },
  /** The state folder cannot be written to. */
  home: {
    title: 'Meetkeep cannot start',
    body: 'It cannot write to the folder of its settings and its list of downloads. Check that this is a folder, that you own it and that you have permission to write there:',
  },
  mainFailed: {
    title: 'Meetkeep has to close',
    body: 'Something inside the app failed repeatedly, or before its window was open. Unfinished downloads continue at the next start. Details are in the log:',
  },
  pageFailed: {
    gone: 'The window has stopped working several times',
    goneDetail: 'Downloads continue in the background. Reload the window, or quit Meetkeep; nothing is lost.',
    reload: 'Reload',
    quit: 'Quit Meetkeep',
    stuck: 'The window is not responding',
    stuckDetail: 'Downloads continue in the background. Wait a little, or reload the window.',
    wait: 'Wait',
    notLoaded: 'The window could not be loaded',
    notLoadedDetail:
      'Reload it. If the problem persists, restart Meetkeep or install it again. Nothing that you saved is lost. Reason:',
    silent: 'The page did not answer.',
  },
} as const

/** Texts for single codes of the service, whose meaning allows for more advice than that of their kind, and for its lists. */
export const serviceErrors = {
  AUTH_REJECTED: {
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
      advice: 'Sign out of the account elsewhere, or use another account; then sign in again.',
    },
    wrongPassword: {
      title: 'The account or the password is wrong',
      advice: 'Check both, and the site. Several wrong attempts lock the account.',
    },
    appDetails: {
      title: 'The App ID or the App key is wrong',
      advice:
        'Copy both again, without spaces, from the app that belongs to this site. Also check the clock of this computer.',
    },
    appUnbound: {
      title: 'The App ID is not bound to an account',
      advice: 'Sign in with an account. Administrators of your enterprise can bind the App ID.',
    },
    verification: {
      title: 'The service requires a verification that Meetkeep cannot show',
      advice:
        'Sign in to Huawei Cloud Meeting with this account and complete the verification there, then sign in here again.',
    },
    accountUnbound: {
      title: 'The account has been unbound',
      advice: 'Bind it again in Huawei Cloud Meeting, or sign in with another account.',
    },
  },
  ACCOUNT_LOCKED: {
    notActive: {
      title: 'The account is not active',
      advice:
        'Sign in to Huawei Cloud Meeting once to activate it. Administrators of your enterprise can activate it, too.',
    },
    oneMinute: {
      title: 'The account is locked for a minute',
      advice: 'Wait 60 seconds, then check the password: another wrong one locks the account again.',
    },
  },
  NO_PERMISSION: {
    noSpace: {
      title: 'The enterprise has no space for recordings',
      advice: 'Administrators of your enterprise can buy recording space.',
    },
    usedUp: {
      title: 'A limit of the enterprise has been reached',
      advice: 'Administrators of your enterprise can buy a higher limit.',
    },
    spaceFull: {
      title: 'The space for recordings is full',
      advice:
        'Delete recordings that are no longer needed in Huawei Cloud Meeting. Administrators of your enterprise can buy more space.',
    },
    appUser: {
      title: 'This App ID may not register new users',
      advice:
        'Leave the user ID empty to sign in as the administrator, or use the ID of an existing user. Administrators of your enterprise can allow automatic registration.',
    },
    userLimit: {
      title: 'The enterprise has reached its number of users',
      advice:
        'Sign in as a user that exists. Administrators of your enterprise can remove users or buy more.',
    },
    ordinaryUser: {
      title: 'Ordinary users cannot sign in here',
      advice: 'Sign in with the account of an administrator of your enterprise.',
    },
  },
  NOT_FOUND: {
    user: {
      title: 'The user does not exist',
      advice: 'Check the account or the user ID, and the site.',
    },
  },
  SERVER_ERROR: {
    upgrading: {
      title: 'The service is closed for an upgrade',
      advice: 'Try again when the upgrade has finished.',
    },
    busy: {
      title: 'The service is busy',
      advice: 'Wait a moment, then try again.',
    },
    registration: {
      title: 'The service could not register the user of this App ID',
      advice: 'Enter the user ID of a user that exists, or try again later.',
    },
    setUp: {
      title: 'The service is not set up correctly',
      advice: 'Trying again will hardly help. Give the request ID to the service’s support.',
    },
  },
  BAD_REQUEST: {
    signInKind: {
      title: 'The service does not accept this kind of sign-in',
      advice: 'Sign in another way: with an App ID, or with an account and its password.',
    },
  },
  LIST_INCOMPLETE: {
    withoutIdNamed: {
      title: 'Some rows of the list have no ID and are not shown',
      advice: 'Among them: {{rows}}. Ask the service’s support about them.',
    },
    withoutId: {
      title: 'Some rows of the list have no ID and are not shown',
      advice: 'The service did not say what they are. Ask the service’s support about them.',
    },
  },
} as const

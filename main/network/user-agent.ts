import { version } from '../../package.json' with { type: 'json' }

/** Sent with every request, so that an administrator finds them in the logs of a server or a proxy. */
export const USER_AGENT = `Meetkeep/${version}`

/** Does a major of Electron still get security fixes, by its version and the newest? */
export function isMaintained(pinned: string, latest: string): boolean

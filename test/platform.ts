// What a test may ask of the system it runs on. What is not asked there is skipped, and told as skipped.

/** Windows has neither permission bits nor pipes with a name in a folder, and says ENOENT to a path through a file. */
export const isPosix = process.platform !== 'win32'
/** Windows cannot ask a process to end: any signal ends it at once (Node: process.kill). */
export const hasSignals = process.platform !== 'win32'
/** Open files, starts and environments of processes are read from /proc. */
export const hasProc = process.platform === 'linux'

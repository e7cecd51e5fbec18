// System capabilities that tests depend on. Without them, a test is skipped and reported as such.

/**
 * Windows has neither permission bits nor named pipes in a folder, and reports ENOENT for a path through a
 * file.
 */
export const isPosix = process.platform !== 'win32'
/** Windows cannot ask a process to exit: any signal terminates it at once (Node: process.kill). */
export const hasSignals = process.platform !== 'win32'
/** Open files, start times and environments of processes are read from /proc. */
export const hasProc = process.platform === 'linux'

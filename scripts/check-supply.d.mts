/** Does a major of Electron still get security fixes, by its version and the newest? */
export function isMaintained(pinned: string, latest: string): boolean
/** What `npm audit --json` reported, and the exit status: 0, 1 for vulnerabilities, 75 for not checked. */
export function auditResult(report: string): { text: string; status: number }

/** Options of (almost) every command that a user may expect before its name, as in `git -C` or `docker --context`. */
const FLAGS: readonly string[] = ['--json', '--verbose']
const WITH_VALUE = '--trust'
/** No command has more words (`recordings download`). */
const MAX_NAMES = 2

/**
 * Moves shared options from before or between the words of a command to its end, where commander reads them.
 * Others are unchanged: they belong to one command, and its help names them.
 */
export function withSharedOptionsLast(argv: readonly string[]): string[] {
  const shared: string[] = []
  const names: string[] = []
  let at = 0
  for (; at < argv.length && names.length < MAX_NAMES; at += 1) {
    const arg = argv[at] ?? ''
    if (FLAGS.includes(arg) || arg.startsWith(`${WITH_VALUE}=`)) shared.push(arg)
    else if (arg === WITH_VALUE) {
      shared.push(...argv.slice(at, at + 2))
      at += 1
    } else if (arg.startsWith('-')) break
    else names.push(arg)
  }
  // There is no command to move them to.
  if (names.length === 0) return [...argv]
  const rest = argv.slice(at)
  const end = rest.includes('--') ? rest.indexOf('--') : rest.length
  return [...names, ...rest.slice(0, end), ...shared, ...rest.slice(end)]
}

/**
 * The message about the current Node: null for a version that Meetkeep supports; otherwise a sentence, and
 * whether it runs at all. The build tool sets the requirement (vite: `engines`).
 *
 * @param version as in process.versions.node.
 */
export function nodeNotice(version) {
  const [major, minor] = version.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 12)) return null
  if (major === 20 && minor >= 19)
    return { runs: true, text: `Node ${version} still runs Meetkeep; 22 and 24 are what it is supported on.` }
  return { runs: false, text: `Meetkeep needs Node 22 or 24, or 20.19 at the least: this is ${version}.` }
}

/** Prints it once, before anything is built; exits if Node is too old. */
export function checkNode(say = console.log) {
  const notice = nodeNotice(process.versions.node)
  if (notice === null) return
  if (notice.runs) {
    say(notice.text)
    return
  }
  console.error(notice.text)
  process.exit(1)
}

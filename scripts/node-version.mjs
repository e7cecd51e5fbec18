/**
 * What to say about the Node this runs on: null on one that Meetkeep is supported on; otherwise a sentence, and whether
 * it runs at all. What it takes to build it decides (vite: `engines`).
 *
 * @param version as process.versions.node says it.
 */
export function nodeNotice(version) {
  const [major, minor] = version.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 12)) return null
  if (major === 20 && minor >= 19)
    return { runs: true, text: `Node ${version} still runs Meetkeep; 22 and 24 are what it is supported on.` }
  return { runs: false, text: `Meetkeep needs Node 22 or 24, or 20.19 at the least: this is ${version}.` }
}

/** Says it once, before anything is built; ends the process where it does not run. */
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

/** The changes of one version: CHANGELOG.md, one `## version (date)` each. */
export interface Release {
  version: string
  /** YYYY-MM-DD; null if not yet released. */
  date: string | null
  news: NewsGroup[]
}

/** Items under one `### heading`; the heading is '' for items before the first. */
export interface NewsGroup {
  heading: string
  points: string[]
}

const RELEASE = /^## (\S+)(?: \((\d{4}-\d\d-\d\d)\))?\s*$/

/** Parses a changelog, newest version first as in the file. Markdown syntax is removed from the texts. */
export function readChangelog(text: string): Release[] {
  const releases: Release[] = []
  for (const part of text.split(/^(?=## )/m)) {
    const [, version, date] = RELEASE.exec(part.split('\n')[0] ?? '') ?? []
    if (version !== undefined) releases.push({ version, date: date ?? null, news: readNews(part) })
  }
  return releases
}

/** Parses the items of one version; everything else is ignored. */
export function readNews(text: string): NewsGroup[] {
  const groups: NewsGroup[] = []
  let heading = ''
  // An item continues over indented lines.
  for (const line of text.replaceAll(/\r?\n {2,}(?=\S)/g, ' ').split(/\r?\n/)) {
    const title = /^### (.+)$/.exec(line)?.[1]
    const point = /^[-*] (.+)$/.exec(line)?.[1]
    if (title !== undefined) heading = plain(title)
    if (point === undefined) continue
    const last = groups.at(-1)
    if (last?.heading === heading) last.points.push(plain(point))
    else groups.push({ heading, points: [plain(point)] })
  }
  return groups
}

/**
 * The news for a user who last saw the news of `seen`: the versions after it, up to the current one. Empty on
 * the first start, after a downgrade, and if this version has no news.
 */
export function newsSince(releases: readonly Release[], seen: string, current: string): Release[] {
  const from = releases.findIndex(({ version }) => version === current)
  const to = releases.findIndex(({ version }) => version === seen)
  if (seen === '' || seen === current || from === -1) return []
  return to === -1 ? releases.slice(from, from + 1) : releases.slice(from, Math.max(from, to))
}

function plain(text: string): string {
  return text
    .replaceAll(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replaceAll(/[*`]{1,2}(\S(?:.*?\S)?)[*`]{1,2}/g, '$1')
    .trim()
}

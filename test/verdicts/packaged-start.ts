/** The results of a packaged program that was started on an unfinished download of the sample meetings. */
export interface LeftBehind {
  /** Paths of calls to the sample service, by this start only. */
  calls: readonly string[]
  /** Files in the download folder, by name. */
  files: readonly string[]
  /** How many of them are complete films. */
  wholeFilms: number
  /** Lines that this start wrote to the app's own log. */
  log: readonly string[]
}

/** The list of recordings: main requests it only for the page that shows it. */
const LIST = '/v1/mmc/management/record/files'
/** Fresh links for a resumed download, which main requests without any page. */
const LINKS = '/v1/mmc/management/record/downloadurls'

/** What failed in a packaged start, judged without a debugger, which the fuses disable; empty: all passed. */
export function startProblems({ calls, files, wholeFilms, log }: LeftBehind): string[] {
  const problems: string[] = []
  if (!calls.includes(LIST)) problems.push('no page asked for the recordings: the window is empty or cut off')
  if (!calls.includes(LINKS)) problems.push('the download was not taken up')
  if (files.some((name) => name.includes('.part'))) problems.push('the download has not ended')
  if (wholeFilms !== 1) problems.push(`${wholeFilms} complete films are saved, and one was requested`)
  for (const line of log) if (isError(line)) problems.push(`the log contains an error: ${line}`)
  return problems
}

function isError(line: string): boolean {
  try {
    const { level, type } = JSON.parse(line) as { level?: unknown; type?: unknown }
    // Without a graphics card Chromium starts that process a few times and falls back to software rendering.
    return level === 'error' && type !== 'GPU'
  } catch {
    return true
  }
}

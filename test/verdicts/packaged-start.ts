/** What a packaged program that was started on a half-finished download of the sample meetings has left behind. */
export interface LeftBehind {
  /** Paths that the sample service was called at, by this start alone. */
  calls: readonly string[]
  /** Files of the folder of downloads, by their names. */
  files: readonly string[]
  /** How many of them are films to their last byte. */
  wholeFilms: number
  /** Lines of the app's own log that this start wrote. */
  log: readonly string[]
}

/** The list of recordings: main never asks for it by itself, only for the page that shows it. */
const LIST = '/v1/mmc/management/record/files'
/** Fresh links for a download that goes on, which main asks for without any page. */
const LINKS = '/v1/mmc/management/record/downloadurls'

/** What did not work in a packaged start, judged without a debugger, which the fuses keep out; empty: it all did. */
export function startProblems({ calls, files, wholeFilms, log }: LeftBehind): string[] {
  const problems: string[] = []
  if (!calls.includes(LIST)) problems.push('no page asked for the recordings: the window is empty or cut off')
  if (!calls.includes(LINKS)) problems.push('the download was not taken up')
  if (files.some((name) => name.includes('.part'))) problems.push('the download has not ended')
  if (wholeFilms !== 1) problems.push(`${wholeFilms} whole films are saved, and one was ordered`)
  for (const line of log) if (isError(line)) problems.push(`the log tells of an error: ${line}`)
  return problems
}

function isError(line: string): boolean {
  try {
    const { level, type } = JSON.parse(line) as { level?: unknown; type?: unknown }
    // Without a graphics card Chromium starts that process a few times and draws by itself then.
    return level === 'error' && type !== 'GPU'
  } catch {
    return true
  }
}

import { join, parse } from 'node:path'

const MARK = ' (incomplete)'

/** The name of the file that keeps an incomplete recording: `film (incomplete).mp4` for `film.mp4`. */
export function incompletePath(finalPath: string): string {
  const { dir, name, ext } = parse(finalPath)
  return join(dir, `${name}${MARK}${ext}`)
}

/** Whether a path is one of {@link incompletePath}, or a numbered variant of one. */
export function isIncompletePath(path: string): boolean {
  return parse(path)
    .name.replace(/ \(\d+\)$/, '')
    .endsWith(MARK)
}

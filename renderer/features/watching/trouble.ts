import type { WatchableFile } from '../../../contract/watching.ts'

/** Why a picture is not there: what became of its file, or why this window cannot show it. */
export type Trouble = 'notSaved' | Exclude<WatchableFile['state'], 'ready'> | 'codec'

/**
 * `canPlay` is `HTMLMediaElement.canPlayType`: '' for what it certainly cannot. A file whose codecs are fine and that
 * still would not play is damaged.
 */
export function troubleOf(file: WatchableFile | undefined, canPlay: (type: string) => string): Trouble {
  if (file === undefined) return 'notSaved'
  if (file.state !== 'ready') return file.state
  const isUnknown = file.tracks.some(
    ({ codec }) => codec === '' || canPlay(`video/mp4; codecs="${codec}"`) === '',
  )
  return isUnknown ? 'codec' : 'damaged'
}

import type { WatchableFile } from '../../../contract/watching.ts'

/** Why a picture is missing: the state of its file, or why this window cannot show it. */
export type Trouble = 'notSaved' | Exclude<WatchableFile['state'], 'ready'> | 'codec'

/**
 * `canPlay` is `HTMLMediaElement.canPlayType`: '' for an unsupported type. A file with supported codecs that
 * still does not play is damaged.
 */
export function troubleOf(file: WatchableFile | undefined, canPlay: (type: string) => string): Trouble {
  if (file === undefined) return 'notSaved'
  if (file.state !== 'ready') return file.state
  const isUnknown = file.tracks.some(
    ({ codec }) => codec === '' || canPlay(`video/mp4; codecs="${codec}"`) === '',
  )
  return isUnknown ? 'codec' : 'damaged'
}

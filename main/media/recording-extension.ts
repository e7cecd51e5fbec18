/**
 * File types of recordings, by extension. The name in a link is chosen by a server, and systems run programs
 * and follow shortcuts by their extension, so that a recording gets no other extension than these.
 */
const EXTENSIONS: Readonly<Record<string, 'boxes' | 'any'>> = {
  '.mp4': 'boxes',
  '.m4v': 'boxes',
  '.m4a': 'boxes',
  '.mov': 'boxes',
  '.3gp': 'boxes',
  '.mp3': 'any',
  '.aac': 'any',
  '.wav': 'any',
  '.ogg': 'any',
  '.webm': 'any',
}

/**
 * The extension to save a recording's file under, with its dot, and whether the file must consist of MP4
 * boxes. A link without one of these extensions is taken for an MP4, which the content must then prove. The
 * format of audio-only files is not documented: under one of these extensions, it may be any.
 */
export function recordingExtension(
  extension: string,
  fileType: string,
): { extension: string; mustBeBoxes: boolean } {
  const lower = extension.toLowerCase()
  const format = Object.hasOwn(EXTENSIONS, lower) ? EXTENSIONS[lower] : undefined
  if (format === undefined) return { extension: '.mp4', mustBeBoxes: true }
  return { extension: lower, mustBeBoxes: format === 'boxes' && fileType !== 'Audio' }
}

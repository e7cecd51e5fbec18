import { expect, it } from 'vitest'
import { recordingExtension } from './recording-extension.ts'

it.each([
  ['.mp4', 'Hd', '.mp4', true],
  ['.MP4', 'Hd', '.mp4', true],
  ['.mov', 'Aux', '.mov', true],
  ['.webm', 'Hd', '.webm', false],
  ['.m4a', 'Audio', '.m4a', false],
  ['.mp3', 'Audio', '.mp3', false],
  ['', 'Hd', '.mp4', true],
  ['', 'Audio', '.mp4', true],
  ['.constructor', 'Hd', '.mp4', true],
  ['.mkv', 'Hd', '.mp4', true],
])(
  'the link’s %j of a file of type %s becomes %s; boxes demanded: %s',
  (found, type, extension, mustBeBoxes) => {
    expect(recordingExtension(found, type)).toEqual({ extension, mustBeBoxes })
  },
)

it.each(
  'exe lnk scr hta bat cmd js jar url html htm svg app vbs ps1 msi com desktop iso pif reg command sh'.split(
    ' ',
  ),
)('.%s never becomes the extension of a recording', (extension) => {
  for (const type of ['Hd', 'Audio', 'new'])
    expect(recordingExtension(`.${extension}`, type)).toEqual({ extension: '.mp4', mustBeBoxes: true })
})

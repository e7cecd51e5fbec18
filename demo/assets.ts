import audio from './media/audio.m4a?inline'
import aux from './media/screen.mp4?inline'
import hd from './media/hd.mp4?inline'
import sd from './media/sd.mp4?inline'
import openFileList from './pictures/open-file-list.png?inline'
import otherHost from './pictures/other-host.png?inline'
import photo from './pictures/save-minutes-photo.jpg?inline'
import saveMinutes from './pictures/save-minutes.png?inline'
import boardChart from './pictures/board-chart.png?inline'
import boardFlow from './pictures/board-flow.png?inline'
import boardList from './pictures/board-list.png?inline'
import boardNotes from './pictures/board-notes.png?inline'
import canteen from './pictures/slide-canteen.png?inline'
import safety from './pictures/slide-safety.png?inline'
import welcome from './pictures/slide-welcome.png?inline'
import twoCodes from './pictures/two-codes.png?inline'

function bytesOf(dataUrl: string): Buffer {
  return Buffer.from(dataUrl.slice(dataUrl.indexOf(',') + 1), 'base64')
}

/** The clips from which recordings are generated, by file type. */
export const clips = { Hd: bytesOf(hd), Sd: bytesOf(sd), Aux: bytesOf(aux), Audio: bytesOf(audio) } as const

/** Pictures with codes, by file name under /demo/qr/. */
export const qrPictures: Record<string, Buffer> = {
  'save-minutes.png': bytesOf(saveMinutes),
  'save-minutes-photo.jpg': bytesOf(photo),
  'open-file-list.png': bytesOf(openFileList),
  'other-host.png': bytesOf(otherHost),
  'two-codes.png': bytesOf(twoCodes),
}

export const slides = {
  welcome: bytesOf(welcome),
  canteen: bytesOf(canteen),
  safety: bytesOf(safety),
} as const

/** Thumbnails of minutes: sketches on a whiteboard. */
export const boards: readonly Buffer[] = [boardFlow, boardNotes, boardChart, boardList].map(bytesOf)

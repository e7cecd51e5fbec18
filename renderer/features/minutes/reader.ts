import { type Failure, toFailure } from '../../../contract/errors.ts'
import { createEmitter } from '../../../contract/emitter.ts'
import type { ScreenPicture } from '../../../contract/screen.ts'
import type { Code, Pixels } from '../../../qr/decode.ts'
import { type FoundCode, judge, judgePasted, type Reading, type UnreadablePicture } from './codes.ts'
import type { DroppedContent } from './dropped-content.ts'

export type ReadingState =
  | { step: 'idle' }
  /** The camera is on. */
  | { step: 'camera' }
  | { step: 'looking'; at: 'pictures'; pictures: number; done: number }
  | { step: 'looking'; at: 'screen' }
  /** `unreadable`: pictures that could not be decoded, while others had a result. */
  | { step: 'done'; reading: Reading; unreadable: UnreadablePicture[] }
  /** The screen could not be captured. */
  | { step: 'failed'; failure: Failure }

/** Reads pasted, dropped, opened or captured input; newer input supersedes a read in progress. */
export interface Reader {
  get(): ReadingState
  subscribe(listen: () => void): () => void
  read(incoming: DroppedContent): void
  readScreen(): void
  openCamera(): void
  /** Accepts a result of the camera. */
  take(reading: Reading): void
  /** Discards the result, or cancels the read. */
  dismiss(): void
  /** Called when the result can no longer be seen: cancels and releases the decoder's memory. */
  rest(): void
}

export function createReader(deps: {
  decode: (pixels: Pixels) => Promise<Code[]>
  /** The same in one quick pass. */
  decodeFrame: (frame: Pixels) => Promise<Code[]>
  closeDecoder: () => void
  pixelsOf: (picture: Blob) => Promise<Pixels>
  /** The frames of an animated picture after the first. */
  laterFramesOf: (picture: Blob) => AsyncIterable<Pixels>
  lookAtScreen: () => Promise<ScreenPicture[]>
}): Reader {
  const changes = createEmitter()
  let state: ReadingState = { step: 'idle' }
  let turn = 0

  const show = (next: ReadingState): void => {
    state = next
    changes.emit()
  }
  /** Starts a new step and invalidates the previous one. */
  const begin = (next: ReadingState): (() => boolean) => {
    const mine = (turn += 1)
    show(next)
    return () => turn === mine
  }

  const lookAt = async (
    pictures: { name: string; blob: Blob }[],
    at: 'pictures' | 'screen',
    isCurrent: () => boolean,
  ): Promise<void> => {
    const found: FoundCode[] = []
    const unreadable: UnreadablePicture[] = []
    for (const [done, { name, blob }] of pictures.entries()) {
      if (at === 'pictures') show({ step: 'looking', at, pictures: pictures.length, done })
      try {
        for (const code of await deps.decode(await deps.pixelsOf(blob)))
          found.push({ ...code, picture: name })
        for await (const frame of deps.laterFramesOf(blob)) {
          if (!isCurrent()) return
          for (const code of await deps.decodeFrame(frame)) found.push({ ...code, picture: name })
        }
      } catch (error) {
        unreadable.push({ picture: name, failure: toFailure(error) })
      }
      if (!isCurrent()) return
    }
    const reading = judge(found, unreadable, at)
    show({ step: 'done', reading, unreadable: reading.kind === 'nothing' ? [] : unreadable })
  }

  const take = (reading: Reading): void => void begin({ step: 'done', reading, unreadable: [] })
  /** Ends a read in progress: a decoder that still works on a large picture would delay the next one. */
  const cancel = (): void => {
    if (state.step === 'looking') deps.closeDecoder()
  }
  const dismiss = (): void => {
    cancel()
    begin({ step: 'idle' })
  }

  return {
    get: () => state,
    subscribe: changes.on,
    read: ({ pictures, text, html }) => {
      cancel()
      if (pictures.length === 0) return take(judgePasted(text, html))
      const isCurrent = begin({ step: 'looking', at: 'pictures', pictures: pictures.length, done: 0 })
      void lookAt(
        pictures.map((picture) => ({ name: picture.name, blob: picture })),
        'pictures',
        isCurrent,
      )
    },
    readScreen: () => {
      cancel()
      const isCurrent = begin({ step: 'looking', at: 'screen' })
      deps.lookAtScreen().then(
        (screens) => {
          const pictures = screens.map(({ name, png }) => ({ name, blob: blobOf(png) }))
          return isCurrent() ? lookAt(pictures, 'screen', isCurrent) : undefined
        },
        (error: unknown) => {
          if (isCurrent()) show({ step: 'failed', failure: toFailure(error) })
        },
      )
    },
    openCamera: () => void begin({ step: 'camera' }),
    take,
    dismiss,
    rest: () => {
      begin({ step: 'idle' })
      deps.closeDecoder()
    },
  }
}

function blobOf(base64: string): Blob {
  const text = atob(base64)
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at)
  return new Blob([bytes], { type: 'image/png' })
}

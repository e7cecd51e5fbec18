import { useSyncExternalStore } from 'react'
import { call } from '../../bridge.ts'
import { goTo } from '../../navigation.ts'
import { decoder } from './decoder.ts'
import { laterFramesOf } from './later-frames.ts'
import { pixelsOfPicture } from './read-picture.ts'
import { createReader, type ReadingState } from './reader.ts'

/** The app's shared reader: input from any page is read here and shown on the minutes page. */
export const reader = createReader({
  decode: decoder.decode,
  decodeFrame: (frame) => decoder.lookAtFrame(frame, 0),
  closeDecoder: decoder.close,
  pixelsOf: pixelsOfPicture,
  laterFramesOf,
  lookAtScreen: () => call('screen.read'),
})

export function useReading(): ReadingState {
  return useSyncExternalStore(reader.subscribe, reader.get)
}

/** Reads all displays, from any page. */
export function readScreen(): void {
  goTo('minutes')
  reader.readScreen()
}

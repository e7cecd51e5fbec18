import { expect, test } from 'vitest'
import { frameTimes, isBlank, pictureFile } from './frame-choice.ts'

const frame = (...lights: number[]) =>
  new Uint8ClampedArray(lights.flatMap((light) => [light, light, light, 255]))

test.each([
  ['black', frame(0, 0, 2, 1), true],
  ['white', frame(255, 255, 254, 255), true],
  ['one grey', frame(128, 128, 128, 128), true],
  ['a slide with text', frame(255, 255, 255, 200), false],
  ['half dark', frame(0, 0, 255, 255), false],
  ['nothing', frame(), true],
])('%s: blank %j', (_, pixels, expected) => expect(isBlank(pixels)).toBe(expected))

test.each([
  [3600, [1, 5, 20, 60, 900, 1800]],
  [8, [1, 5, 2, 4]],
  [1.2, [0.3, 0.6]],
  [0.4, [0]],
  [Number.NaN, [0]],
])('a film of %d s is looked at at %j', (seconds, expected) => expect(frameTimes(seconds)).toEqual(expected))

const film = (fileType: string, part = 1) => ({ source: { kind: 'recording', fileType, part } })
test.each([
  ['the combined picture first', [film('Hd'), film('Sd'), film('Aux')], film('Sd')],
  ['the screen before the camera', [film('Hd'), film('AUX')], film('AUX')],
  ['the first part', [film('Hd', 2), film('Hd')], film('Hd')],
  ['sound has no picture', [film('Audio')], null],
  ['nor has a document', [{ source: { kind: 'minutes' } }], null],
])('%s', (_, files, expected) => expect(pictureFile(files)).toEqual(expected))

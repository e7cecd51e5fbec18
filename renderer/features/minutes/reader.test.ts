import { describe, expect, it } from 'vitest'
import { AppError } from '../../../contract/errors.ts'
import type { ScreenPicture } from '../../../contract/screen.ts'
import { deferred } from '../../testing/fake-main.ts'
import type { Code } from '../../../qr/decode.ts'
import { createReader, type ReadingState } from './reader.ts'

const link = (uuid: string) => `cloudlink://cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE&uuid=${uuid}`
const corner = { x: 0, y: 0 }
const file = (name: string) => new File([name], name)

/** A reader whose pictures contain their text as a code, if any; each answers on demand. */
function setUp(screens: () => Promise<ScreenPicture[]> = async () => []) {
  const answers: (() => void)[] = []
  const seen: ReadingState[] = []
  let closed = 0
  let frameCount = 0
  const codeOf = (text: string): Code => ({ text: link(text), corners: [corner, corner, corner, corner] })
  const reader = createReader({
    pixelsOf: async (picture) => {
      const text = await picture.text()
      if (text === 'broken') throw new AppError('PICTURE_UNREADABLE')
      return { data: new Uint8ClampedArray(new TextEncoder().encode(text)), width: 1, height: 1 }
    },
    decode: async ({ data }) => {
      await new Promise<void>((resolve) => answers.push(resolve))
      const text = new TextDecoder().decode(data)
      return text.startsWith('empty') ? [] : [codeOf(text)]
    },
    decodeFrame: async ({ data }) => [codeOf(new TextDecoder().decode(data))],
    // A picture whose name ends with a number has so many more frames, one code each.
    laterFramesOf: async function* (picture) {
      const frames = Number(/\d+$/.exec(await picture.text())?.[0] ?? 0)
      for (let n = 1; n <= frames; n += 1) {
        frameCount += 1
        yield {
          data: new TextEncoder().encode(`frame${n}`) as unknown as Uint8ClampedArray,
          width: 1,
          height: 1,
        }
      }
    },
    closeDecoder: () => (closed += 1),
    lookAtScreen: screens,
  })
  reader.subscribe(() => seen.push(reader.get()))
  /** Runs all pending promise callbacks. */
  const settle = async (): Promise<void> => {
    for (let turns = 0; turns < 20; turns += 1) {
      answers.shift()?.()
      await new Promise((resolve) => setTimeout(resolve))
    }
  }
  return { reader, seen, settle, closed: () => closed, frameCount: () => frameCount }
}

const png = (text: string) => Buffer.from(text).toString('base64')

describe('pictures', () => {
  it('are read one after another, and all their codes form one reading', async () => {
    const { reader, seen, settle } = setUp()
    reader.read({ pictures: [file('a'), file('empty'), file('b')], text: '' })
    await settle()
    expect(seen.flatMap((state) => (state.step === 'looking' && 'done' in state ? state.done : []))).toEqual([
      0, 0, 1, 2,
    ])
    const state = reader.get()
    expect(state).toMatchObject({
      step: 'done',
      reading: { kind: 'several', codes: [{ text: link('a'), picture: 'a' }, { picture: 'b' }] },
    })
  })

  it('are read to their last frame', async () => {
    const { reader, settle } = setUp()
    reader.read({ pictures: [file('empty2')], text: '' })
    await settle()
    expect(reader.get()).toMatchObject({
      reading: {
        kind: 'several',
        codes: [{ text: link('frame1') }, { text: link('frame2'), picture: 'empty2' }],
      },
    })
  })

  it('are not read on after a cancel', async () => {
    const { reader, settle, frameCount } = setUp()
    reader.read({ pictures: [file('empty9')], text: '' })
    reader.dismiss()
    await settle()
    expect(frameCount()).toBeLessThan(2)
    expect(reader.get()).toEqual({ step: 'idle' })
  })

  it('that cannot be read are reported if nothing else is found', async () => {
    const { reader, settle } = setUp()
    reader.read({ pictures: [file('broken'), file('empty')], text: '' })
    await settle()
    expect(reader.get()).toMatchObject({
      step: 'done',
      reading: { kind: 'nothing', at: 'pictures', unreadable: [{ picture: 'broken' }] },
    })
  })

  it('that cannot be read are reported with the codes of the others', async () => {
    const { reader, settle } = setUp()
    reader.read({ pictures: [file('broken'), file('a')], text: '' })
    await settle()
    expect(reader.get()).toMatchObject({
      step: 'done',
      reading: { kind: 'minutes', text: link('a') },
      unreadable: [{ picture: 'broken', failure: { code: 'PICTURE_UNREADABLE' } }],
    })
  })

  it('are replaced by later ones', async () => {
    const { reader, settle } = setUp()
    reader.read({ pictures: [file('old')], text: '' })
    reader.read({ pictures: [], text: link('new') })
    await settle()
    expect(reader.get()).toMatchObject({ reading: { kind: 'minutes', text: link('new') } })
  })

  it('replace the camera', async () => {
    const { reader, settle } = setUp()
    reader.openCamera()
    expect(reader.get()).toEqual({ step: 'camera' })
    reader.read({ pictures: [file('a')], text: '' })
    await settle()
    expect(reader.get()).toMatchObject({ step: 'done' })
  })

  it('that are still being read when others arrive do not count as their progress', async () => {
    const { reader, seen, settle } = setUp()
    reader.read({ pictures: [file('old'), file('older')], text: '' })
    reader.read({ pictures: [file('a'), file('b'), file('c')], text: '' })
    await settle()
    const progress = seen.flatMap((state) => (state.step === 'looking' && 'done' in state ? [state] : []))
    // Both start; then only the newer ones continue.
    expect(progress.slice(3).every(({ pictures }) => pictures === 3)).toBe(true)
    expect(reader.get()).toMatchObject({
      step: 'done',
      reading: { kind: 'several', codes: [{ text: link('a') }, { text: link('b') }, { text: link('c') }] },
    })
  })

  it.each<[string, (reader: ReturnType<typeof setUp>['reader']) => void]>([
    ['cancelled', (reader) => reader.dismiss()],
    ['replaced by others', (reader) => reader.read({ pictures: [file('b')], text: '' })],
    ['replaced by a text', (reader) => reader.read({ pictures: [], text: link('b') })],
    ['replaced by the screen', (reader) => reader.readScreen()],
  ])('that are %s end the decoder, which would delay the next picture', async (_, replace) => {
    const { reader, settle, closed } = setUp()
    reader.read({ pictures: [file('a')], text: '' })
    replace(reader)
    expect(closed()).toBe(1)
    await settle()
    reader.dismiss()
    expect(closed()).toBe(1)
  })

  it('that are dismissed leave no result', async () => {
    const { reader, settle, closed } = setUp()
    reader.read({ pictures: [file('a')], text: '' })
    reader.rest()
    await settle()
    expect(reader.get()).toEqual({ step: 'idle' })
    expect(closed()).toBe(1)
  })
})

describe('the screen', () => {
  it('is read from every display', async () => {
    const { reader, settle } = setUp(async () => [
      { name: 'Left', png: png('empty left') },
      { name: 'Right', png: png('right') },
    ])
    reader.readScreen()
    expect(reader.get()).toEqual({ step: 'looking', at: 'screen' })
    await settle()
    expect(reader.get()).toMatchObject({ reading: { kind: 'minutes', text: link('right') } })
  })

  it('without a code is reported as the screen', async () => {
    const { reader, settle } = setUp(async () => [{ name: 'Left', png: png('empty') }])
    reader.readScreen()
    await settle()
    const reading = { kind: 'nothing', at: 'screen', unreadable: [] }
    expect(reader.get()).toEqual({ step: 'done', reading, unreadable: [] })
  })

  it('that arrives after it was dismissed is not read', async () => {
    const screens = deferred<ScreenPicture[]>()
    const { reader, seen, settle } = setUp(() => screens.promise)
    reader.readScreen()
    reader.dismiss()
    const before = seen.length
    screens.resolve([])
    await settle()
    expect(seen.slice(before)).toEqual([])
    expect(reader.get()).toEqual({ step: 'idle' })
  })

  it('that cannot be read reports why, unless something newer arrived', async () => {
    const denied = () => Promise.reject(new AppError('SCREEN_DENIED'))
    const { reader, settle } = setUp(denied)
    reader.readScreen()
    await settle()
    expect(reader.get()).toEqual({ step: 'failed', failure: { code: 'SCREEN_DENIED' } })
    reader.readScreen()
    reader.dismiss()
    await settle()
    expect(reader.get()).toEqual({ step: 'idle' })
  })
})

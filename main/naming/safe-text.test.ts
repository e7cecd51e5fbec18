import fc from 'fast-check'
import { expect, it } from 'vitest'
import { cutTo, isReserved, safePiece, trimEnd } from './safe-text.ts'

const bytes = (text: string, room: number): string => cutTo(text, { bytes: room, units: 1000 })

it('collapses white space and drops forbidden characters', () => {
  expect(safePiece('  a\t b\u0000c / d. ')).toBe('a b c d')
  expect(safePiece('...')).toBe('')
  expect(safePiece('invoice\u202egpj.exe')).toBe('invoicegpj.exe')
  expect(safePiece('pay\u00adment \u{e0041}\ufeff')).toBe('payment')
  expect(safePiece('a\ud800b')).toBe('a\ufffdb')
})

it('composes decomposed characters', () => {
  expect(safePiece('e\u200d\u0301')).toBe('é')
  expect(safePiece('u\u0308ber 가')).toBe('über 가')
})

it('keeps joiners only where they join', () => {
  expect(safePiece('👩‍👩‍👧 家庭')).toBe('👩‍👩‍👧 家庭')
  expect(safePiece('می\u200cخواهم')).toBe('می\u200cخواهم')
  expect(safePiece('\u200da\u200d \u200d.\u200d1')).toBe('a .1')
})

it('truncates between characters, never inside one', () => {
  expect(bytes('会议纪要', 7)).toBe('会议')
  expect(bytes('👩‍👩‍👧x', 10)).toBe('')
  expect(cutTo('🙂🙂🙂', { bytes: 100, units: 5 })).toBe('🙂🙂')
  expect(bytes('one. two', 5)).toBe('one')
})

it('truncates to a prefix of any longer truncation', () => {
  const characters = (text: string): string[] =>
    [...new Intl.Segmenter('und').segment(text)].map(({ segment }) => segment)
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.nat({ max: 120 }), (raw, room) => {
      const text = safePiece(raw)
      const cut = bytes(text, room)
      expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(room)
      expect(text.startsWith(cut)).toBe(true)
      expect(characters(text).slice(0, characters(cut).length).join('')).toBe(cut)
    }),
  )
})

it('makes a piece of the start of a text of megabytes', () => {
  const dots = '.'.repeat(4_000_000)
  expect(safePiece(`x${dots}y`)).toBe('x')
  expect(safePiece('e\u0315\u0300'.repeat(1_000_000)).length).toBeLessThanOrEqual(1000)
  expect(cutTo(`x${dots}y`, { bytes: 200, units: 200 })).toBe('x')
  expect(cutTo(`x${'\u0301'.repeat(4_000_000)}`, { bytes: 200, units: 200 })).toBe('')
  expect(trimEnd(`x${dots}y..`, '. ')).toBe(`x${dots}y`)
})

it('cuts before the room as if the rest of the text were there', () => {
  expect(cutTo('ab👍🏽', { bytes: 100, units: 4 })).toBe('ab')
  expect(cutTo('abe\u0301', { bytes: 100, units: 3 })).toBe('ab')
  expect(cutTo('ab👍🏽', { bytes: 100, units: 6 })).toBe('ab👍🏽')
  expect(cutTo('ab', { bytes: 100, units: -3 })).toBe('')
})

it.each(['CON', 'con', 'Aux.x', 'nul .txt', 'COM¹', 'lpt³.a.b', 'conin$'])('knows the device %s', (name) => {
  expect(isReserved(name)).toBe(true)
})

it.each(['Aux 1f2e', 'concert', 'com', 'com10', '录制'])('%s is not a device', (name) => {
  expect(isReserved(name)).toBe(false)
})

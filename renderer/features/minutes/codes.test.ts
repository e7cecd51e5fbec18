import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseMinutesLink } from '../../../qr/link.ts'
import { judge, kindOfText, linkOf, shownText } from './codes.ts'

const link = (uuid: string) => `cloudlink://cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE&uuid=${uuid}`
const found = (...texts: string[]) => texts.map((text) => ({ text, picture: 'a.png' }))

describe('judge', () => {
  it('accepts a single minutes code', () => {
    expect(judge(found(link('1')))).toEqual({ kind: 'minutes', text: link('1') })
  })

  it('counts a repeated code once', () => {
    expect(judge(found(link('1'), `${link('1')}\n`)).kind).toBe('minutes')
  })

  it('refuses a single other code with its reason', () => {
    expect(judge(found('https://example.com'))).toEqual({
      kind: 'refused',
      text: 'https://example.com',
      failure: { code: 'QR_NOT_CLOUDLINK' },
    })
  })

  it('lets the user choose among several, selectable ones first', () => {
    const reading = judge(found('https://example.com', link('2'), link('1')))
    expect(reading.kind === 'several' && reading.codes.map((code) => code.text)).toEqual([
      link('2'),
      link('1'),
      'https://example.com',
    ])
  })

  it('keeps the reasons of pictures that could not be read', () => {
    const unreadable = [{ picture: 'b.svg', failure: { code: 'PICTURE_UNREADABLE' as const } }]
    expect(judge([], unreadable)).toEqual({ kind: 'nothing', at: 'pictures', unreadable })
  })
})

it('kindOfText recognises the kind of a code by its prefix', () => {
  expect(
    ['HTTPS://a.b', ' wifi:S:x;;', 'BEGIN:VCARD\n', 'mailto:a@b', 'tel:1', 'cloudlink://x', 'hello', ''].map(
      kindOfText,
    ),
  ).toEqual(['web', 'wifi', 'contact', 'mail', 'phone', 'cloudlink', 'text', 'text'])
})

describe('shownText', () => {
  it('replaces characters that would reorder, hide or break the line', () => {
    expect(shownText('a\u202Egnp.exe\u0000\u200B\nb')).toBe('a\uFFFDgnp.exe\uFFFD\uFFFD b')
  })

  it('truncates between characters', () => {
    expect(shownText('😀'.repeat(9), 3)).toBe('😀😀😀…')
    expect(shownText('😀😀😀', 3)).toBe('😀😀😀')
  })

  it('is bounded and on one line for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (text) => {
        const shown = shownText(text, 50)
        expect(Array.from(shown).length).toBeLessThanOrEqual(51)
        expect(shown).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u)
      }),
    )
  })
})

it('linkOf is parsed back to the same entries', () => {
  const entries: [string, string][] = [
    ['uuid', '42b8'],
    ['__proto__', 'a+b &=%#?'],
    ['主题', '会议 1'],
  ]
  expect(parseMinutesLink(linkOf(entries))).toEqual({ ok: true, entries })
})

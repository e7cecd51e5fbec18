import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseMinutesLink } from '../../../qr/link.ts'
import { judge, judgePasted, kindOfText, linkOf, shownText } from './codes.ts'

const link = (uuid: string) => `cloudlink://cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE&uuid=${uuid}`
const found = (...texts: string[]) => texts.map((text) => ({ text, picture: 'a.png' }))

describe('judge', () => {
  it('accepts a single minutes code', () => {
    expect(judge(found(link('1')))).toEqual({ kind: 'minutes', text: link('1'), repairs: [] })
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

describe('judge, with parts of a code', () => {
  const part = (index: number, text: string) => ({
    text,
    picture: `${index}.png`,
    part: { id: '7', size: 2, index, bytes: new TextEncoder().encode(text) },
  })
  const [head, tail] = [link('42b8e8'), '0be5&topic=plan']

  it('joins those of several pictures, in any order', () => {
    expect(judge([part(1, tail), part(0, head)])).toEqual({ kind: 'minutes', text: head + tail, repairs: [] })
  })

  it('refuses one alone, although it looks like a link', () => {
    expect(judge([part(0, head)])).toMatchObject({
      kind: 'refused',
      failure: { code: 'QR_INVALID', params: { reason: 'part', part: 1, parts: 2 } },
    })
  })

  it('does not mix two sets that look alike', () => {
    const reading = judge([part(0, head), part(0, link('other')), part(1, tail)])
    expect(reading.kind === 'several' && reading.codes.map((code) => code.link.ok)).toEqual([
      false,
      false,
      false,
    ])
  })
})

describe('judgePasted', () => {
  it('finds the link in a text, and names the repair', () => {
    expect(judgePasted(`Save ${link('42b8')}.`)).toEqual({
      kind: 'minutes',
      text: link('42b8'),
      repairs: ['text'],
    })
  })

  it('lets the user choose among several', () => {
    const reading = judgePasted(`${link('1')} ${link('2')}`)
    expect(reading.kind === 'several' && reading.codes.map((code) => code.text)).toEqual([
      link('1'),
      link('2'),
    ])
  })

  it('refuses another text, and a broken link by name', () => {
    expect(judgePasted('hello')).toEqual({
      kind: 'refused',
      text: 'hello',
      failure: { code: 'QR_NOT_CLOUDLINK' },
    })
    expect(judgePasted(`${link('42b8')}…`)).toMatchObject({ failure: { params: { reason: 'broken' } } })
  })

  it('never repairs a code', () => {
    expect(judge(found(`Save ${link('42b8')}.`)).kind).toBe('refused')
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

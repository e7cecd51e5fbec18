import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseMinutesLink } from '../../qr/link.ts'
import { findPastedLinks } from '../../qr/pasted-link.ts'

/**
 * Random damage of minutes links, as chats, mails and documents do it: a link is read with exactly the entries it
 * had, and each repair is named; or it is refused by name. An undamaged link is never changed. MEETKEEP_FUZZ_RUNS and
 * MEETKEEP_FUZZ_SEED: more runs, and another seed.
 */

const RUNS = 25 * Number(process.env['MEETKEEP_FUZZ_RUNS'] ?? 40)
const SEED = Number(process.env['MEETKEEP_FUZZ_SEED'] ?? 1)
const options = { seed: SEED, numRuns: RUNS }

const HEAD = 'cloudlink://cloudlink.huawei.com/h5page?'
const ASCII = Array.from({ length: 95 }, (_, code) => String.fromCharCode(32 + code))
const CHINESE = Array.from('季度会议评审，。：！？（）【】《》“”‘’、—…·é')
const identifier = fc.uuid().chain((id) => fc.constantFrom(id, id.replaceAll('-', '')))
const anyText = fc.string({ unit: fc.constantFrom(...ASCII, ...CHINESE), minLength: 1, maxLength: 12 })
const word = fc.string({ unit: fc.constantFrom(...Array.from('abcXYZ019季度')), minLength: 1, maxLength: 8 })
const key = fc.constantFrom('uuid', 'topic', 'time', 'key1', 'a-b', 'x_y', 'room', 'amp', 'lt', 'sig')

type Entry = [key: string, value: string]
const entriesOf = (value: fc.Arbitrary<string>) =>
  fc.uniqueArray(fc.tuple(key, fc.oneof(identifier, value)), {
    minLength: 1,
    maxLength: 4,
    selector: ([name]) => name,
  })

const ENCODINGS: ((value: string) => string)[] = [
  encodeURIComponent,
  (value) => new URLSearchParams([['', value]]).toString().slice(1),
]
const linkOf = (entries: readonly Entry[], at: number, encoded: (value: string) => string): string => {
  const pairs = entries.map(([name, value]) => `${name}=${encoded(value)}`)
  return `${HEAD}${pairs.toSpliced(at, 0, 'action=SAVE_MEETING_FILE').join('&')}`
}
const wholeLink = fc
  .tuple(
    entriesOf(fc.oneof(anyText, fc.base64String({ minLength: 4 }))),
    fc.nat(4),
    fc.constantFrom(...ENCODINGS),
  )
  .map(([entries, at, encoded]) => linkOf(entries, at, encoded))
  .filter((link) => parseMinutesLink(link).ok)

it(`an undamaged link is never changed (seed ${SEED})`, () => {
  const scheme = fc.constantFrom('cloudlink:', 'meetkeep:')
  const around = fc.constantFrom('', ' ', '\n', '\r\n', '\u3000', '\ufeff')
  fc.assert(
    fc.property(wholeLink, scheme, around, around, (link, prefix, before, after) => {
      const pasted = `${before}${link.replace('cloudlink:', prefix)}${after}`
      expect(findPastedLinks(pasted)).toEqual([{ text: link, repairs: [], failure: null }])
    }),
    options,
  )
})

/** A damage to a link whose last value is an identifier; with `more`, a random place in it. */
type Damage = (link: string, more: number) => string
const insert =
  (mark: string): Damage =>
  (link, more) => {
    const at = more % link.length
    return link.slice(0, at) + mark + link.slice(at)
  }
const around =
  (before: string, after: string): Damage =>
  (link) =>
    before + link + after
const replace =
  (what: string, by: string): Damage =>
  (link) =>
    link.replaceAll(what, by)
const wrapped =
  (mark: string): Damage =>
  (link, more) =>
    link.replace(new RegExp(`.{${30 + (more % 60)}}`, 'g'), `$&${mark}`)
const DAMAGES: Record<string, Damage> = {
  'a zero-width space': insert('\u200b'),
  'a soft hyphen': insert('\u00ad'),
  'a word joiner': insert('\u2060'),
  'a direction mark': insert('\u200f'),
  'a blank': insert(' '),
  'a no-break space': insert('\u00a0'),
  'a line break': insert('\n'),
  'lines of a mail': wrapped('\r\n'),
  'lines of a quoted mail': wrapped('\n> '),
  'lines of a table': wrapped('\n| '),
  '&amp;': replace('&', '&amp;'),
  '&amp;amp;': replace('&', '&amp;amp;'),
  'numbers of HTML': replace('=', '&#61;'),
  'full-width marks': (link) => link.replace('?', '？').replaceAll('&', '＆').replaceAll('=', '＝'),
  'percent-encoded': encodeURIComponent,
  'percent-encoded twice': (link) => encodeURIComponent(encodeURIComponent(link)),
  'a link filter': (link) => `https://filter.example/?url=${encodeURIComponent(link)}&data=05%7C02`,
  'quoted-printable': (link) => link.replaceAll('=', '=3D').replace(/.{70}/g, '$&=\r\n'),
  Markdown: (link) => `[minutes](${link})`,
  'Markdown with backslashes': (link) => link.replace(/[_&*]/g, String.raw`\$&`),
  JSON: (link) => JSON.stringify({ link }).replaceAll('/', String.raw`\/`),
  quotes: around('“', '”'),
  'French quotes': around('«\u00a0', '\u00a0»'),
  brackets: around('（', '）'),
  'a chat program': (link) => `<${link.replaceAll('&', '&amp;')}|minutes>`,
  'a full stop': around('', '.'),
  'a Chinese sentence': around('会议纪要：', '，请大家保存。'),
  'words around': around('see ', ' please'),
  'another line': around('28 Nov 15:20\n', '\nplease save'),
  'cut off': (link, more) => `${link.slice(0, -1 - (more % 20))}…`,
  'shortened in the middle': (link) => `${link.slice(0, -20)}…${link.slice(-8)}`,
}

const SHORTENING = new Set(['cut off', 'shortened in the middle'])

const damaged = fc.record({
  entries: entriesOf(word).chain((entries) => identifier.map((id): Entry[] => [...entries, ['id', id]])),
  at: fc.nat(3),
  names: fc.array(fc.constantFrom(...Object.keys(DAMAGES)), { minLength: 1, maxLength: 2 }),
  more: fc.nat(10_000),
})

it(`a damaged link is repaired and named, or refused by name (seed ${SEED})`, () => {
  fc.assert(
    fc.property(damaged, ({ entries, at, names, more }) => {
      const link = linkOf(entries, Math.min(at, entries.length - 1), encodeURIComponent)
      // What shortens a link does so before other damage.
      const order = names.toSorted((a, b) => Number(SHORTENING.has(b)) - Number(SHORTENING.has(a)))
      const text = order.reduce((before, name) => DAMAGES[name]?.(before, more) ?? before, link)
      for (const found of findPastedLinks(text)) {
        if (found.failure !== null) {
          expect(found.failure.code, text).toMatch(/^QR_/)
          continue
        }
        const parsed = parseMinutesLink(found.text)
        expect(parsed.ok ? parsed.entries : [], text).toEqual(entries)
        if (!text.includes(found.text)) expect(found.repairs, text).not.toEqual([])
      }
    }),
    options,
  )
})

it.each(Object.keys(DAMAGES))('%s: most links can still be used, or are refused', (name) => {
  const link = linkOf(
    [
      ['topic', '季度评审'],
      ['id', '42b8e80be5044513ae20edd4ad705272'],
    ],
    0,
    encodeURIComponent,
  )
  expect(findPastedLinks(DAMAGES[name]?.(link, link.length - 9) ?? '')).toHaveLength(1)
})

it(`any text ends in links that can be used or are refused (seed ${SEED})`, () => {
  const piece = fc.oneof(
    fc.constantFrom(
      HEAD,
      'action=SAVE_MEETING_FILE',
      '&',
      '&amp;',
      '=',
      '?',
      '%',
      '%25',
      '=3D',
      '=\n',
      '\\',
      '\\u0026',
    ),
    fc.constantFrom(
      'cloudlink%3A%2F%2Fcloudlink',
      'ｃｌｏｕｄｌｉｎｋ',
      '\n> ',
      ' ',
      '\u200b',
      '…',
      '"',
      '<',
      '|',
      '&#x3D;',
    ),
    fc.string({ unit: 'binary', maxLength: 8 }),
    identifier,
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), fc.array(piece, { maxLength: 8 }), (pieces, html) => {
      for (const { text: found, failure } of findPastedLinks(pieces.join(''), `<a href="${html.join('')}">`))
        if (failure === null) expect(parseMinutesLink(found)).toMatchObject({ ok: true })
        else expect(failure.code).toMatch(/^QR_/)
    }),
    options,
  )
})

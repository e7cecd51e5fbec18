import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '../contract/errors.ts'
import { withoutHidden } from './hidden-characters.ts'
import { minutesEntriesOrThrow, parseMinutesLink } from './link.ts'

const HEAD = 'cloudlink://cloudlink.huawei.com/h5page'
const SAVE = `${HEAD}?action=SAVE_MEETING_FILE`

const entriesOf = (text: string) => {
  const link = parseMinutesLink(text)
  return link.ok ? link.entries : link.failure
}
const refusalOf = (text: string) => {
  const link = parseMinutesLink(text)
  if (link.ok) return 'accepted'
  const reason = link.failure.params?.['reason']
  return reason === undefined ? link.failure.code : `${link.failure.code} ${String(reason)}`
}

describe('parseMinutesLink accepts', () => {
  it.each([
    ['the plain link', `${SAVE}&uuid=42b8`, [['uuid', '42b8']]],
    ['white space around a pasted text', `\uFEFF \r\n${SAVE}&uuid=1\n\u3000`, [['uuid', '1']]],
    [
      'scheme and host in any case',
      `CLOUDLINK://CloudLink.Huawei.COM/h5page?action=SAVE_MEETING_FILE&a=1`,
      [['a', '1']],
    ],
    [
      'action at any place',
      `${HEAD}?b=2&action=SAVE_MEETING_FILE&a=1`,
      [
        ['b', '2'],
        ['a', '1'],
      ],
    ],
    [
      'the order of the code, numbers as names included',
      `${SAVE}&b=1&10=2&9=3`,
      [
        ['b', '1'],
        ['10', '2'],
        ['9', '3'],
      ],
    ],
    [
      'plus and %20 as space, %2B as plus',
      `${SAVE}&t=a+b%20c%2Bd&k+1=x`,
      [
        ['t', 'a b c+d'],
        ['k 1', 'x'],
      ],
    ],
    [
      'Chinese, encoded or not',
      `${SAVE}&t=%E4%BC%9A%E8%AE%AE&u=会议`,
      [
        ['t', '会议'],
        ['u', '会议'],
      ],
    ],
    ['an emoji with joiners and an RLM', `${SAVE}&t=👩‍💻\u200F`, [['t', '👩‍💻\u200F']]],
    ['a value with = in it', `${SAVE}&sig=ab==`, [['sig', 'ab==']]],
    [
      'keys without a value',
      `${SAVE}&a&b=&c=1`,
      [
        ['a', ''],
        ['b', ''],
        ['c', '1'],
      ],
    ],
    ['an empty key', `${SAVE}&=x`, [['', 'x']]],
    ['empty places between &', `${HEAD}?&action=SAVE_MEETING_FILE&&a=1&`, [['a', '1']]],
    [
      'names that objects know',
      `${SAVE}&__proto__=p&constructor=c&toString=t`,
      [
        ['__proto__', 'p'],
        ['constructor', 'c'],
        ['toString', 't'],
      ],
    ],
    ['keys that differ from action by case', `${SAVE}&Action=x`, [['Action', 'x']]],
  ])('%s', (_, text, entries) => {
    expect(entriesOf(text)).toEqual(entries)
  })

  it('exactly 4,096 characters, not one more', () => {
    const longest = `${SAVE}&a=`.padEnd(4096, 'x')
    expect(refusalOf(longest)).toBe('accepted')
    expect(refusalOf(`${longest}x`)).toBe('QR_INVALID too-long')
  })
})

describe('parseMinutesLink refuses', () => {
  const query = '?action=SAVE_MEETING_FILE&a=1'
  it.each([
    ['nothing', ''],
    ['another scheme', `https://cloudlink.huawei.com/h5page${query}`],
    ['a look-alike scheme', `cloudlin\u212A://cloudlink.huawei.com/h5page${query}`],
    ['a host with a Kelvin sign', `cloudlink://cloudlin\u212A.huawei.com/h5page${query}`],
    ['a longer scheme', `xcloudlink://cloudlink.huawei.com/h5page${query}`],
    ['one slash', `cloudlink:/cloudlink.huawei.com/h5page${query}`],
    ['no slash', `cloudlink:cloudlink.huawei.com/h5page${query}`],
    ['three slashes', `cloudlink:///cloudlink.huawei.com/h5page${query}`],
    ['backslashes', `cloudlink:\\\\cloudlink.huawei.com\\h5page${query}`],
    ['a longer host', `cloudlink://cloudlink.huawei.com.evil.example/h5page${query}`],
    ['a host in front', `cloudlink://evil.cloudlink.huawei.com/h5page${query}`],
    ['another character for the dot', `cloudlink://cloudlinkxhuawei.com/h5page${query}`],
    ['a Cyrillic letter', `cloudlink://сloudlink.huawei.com/h5page${query}`],
    ['user info', `cloudlink://user@cloudlink.huawei.com/h5page${query}`],
    ['empty user info', `cloudlink://@cloudlink.huawei.com/h5page${query}`],
    ['our host as user info', `cloudlink://cloudlink.huawei.com@evil.example/h5page${query}`],
    ['a port', `cloudlink://cloudlink.huawei.com:443/h5page${query}`],
    ['an empty port', `cloudlink://cloudlink.huawei.com:/h5page${query}`],
    ['a trailing dot', `cloudlink://cloudlink.huawei.com./h5page${query}`],
    ['a percent-encoded host', `cloudlink://cloudlink%2Ehuawei.com/h5page${query}`],
    ['a percent-encoded path', `cloudlink://cloudlink.huawei.com/%685page${query}`],
    ['no path', `cloudlink://cloudlink.huawei.com${query}`],
    ['a path in other case', `cloudlink://cloudlink.huawei.com/H5page${query}`],
    ['a path ending in a slash', `cloudlink://cloudlink.huawei.com/h5page/${query}`],
    ['a longer path', `cloudlink://cloudlink.huawei.com/h5pages${query}`],
    ['a path a URL class would repair', `cloudlink://cloudlink.huawei.com/x/../h5page${query}`],
    ['a doubled slash in the path', `cloudlink://cloudlink.huawei.com//h5page${query}`],
    ['a tab inside the scheme', `cloud\tlink://cloudlink.huawei.com/h5page${query}`],
    ['a control character in front', `\u0000cloudlink://cloudlink.huawei.com/h5page${query}`],
    ['a line in front', `x\ncloudlink://cloudlink.huawei.com/h5page${query}`],
  ])('%s: not a cloudlink code', (_, text) => {
    expect(refusalOf(text)).toBe('QR_NOT_CLOUDLINK')
  })

  it.each([
    ['a NUL', `${SAVE}&a=%00`, 'control'],
    ['an encoded line break', `${SAVE}&a=x%0Ay`, 'control'],
    ['a raw line break', `${SAVE}&a=x\ny`, 'control'],
    ['a raw NUL at the end', `${SAVE}&a=x\0`, 'control'],
    ['a control character in a key', `${SAVE}&a%7F=x`, 'control'],
    ['a C1 control', `${SAVE}&a=%C2%85`, 'control'],
    ['a raw control beside a broken encoding', `${SAVE}&a=%ZZ\u0001`, 'control'],
    ['a bidi override', `${SAVE}&a=%E2%80%AEgnp`, 'control'],
    ['a raw bidi isolate', `${SAVE}&a=\u2067x`, 'control'],
    ['a control character in the action', `${HEAD}?action=SAVE_MEETING_FILE%00&a=1`, 'control'],
    ['a broken percent sequence', `${SAVE}&a=%4`, 'encoding'],
    ['a percent sign alone', `${SAVE}&a=100%`, 'encoding'],
    ['no hex after %', `${SAVE}&a=%zz`, 'encoding'],
    ['bytes that are not UTF-8', `${SAVE}&a=%FF`, 'encoding'],
    ['overlong UTF-8', `${SAVE}&a=%C0%AE`, 'encoding'],
    ['an encoded surrogate', `${SAVE}&a=%ED%A0%80`, 'encoding'],
    ['half a surrogate pair', `${SAVE}&a=\uD800`, 'encoding'],
    ['a fragment', `${SAVE}&a=1#top`, 'encoding'],
    ['an empty fragment', `${SAVE}&a=1#`, 'encoding'],
    ['a key twice', `${SAVE}&a=1&a=2`, 'duplicate'],
    ['a key twice, once encoded', `${SAVE}&a=1&%61=1`, 'duplicate'],
    ['__proto__ twice', `${SAVE}&__proto__=1&__proto__=2`, 'duplicate'],
    ['the action twice', `${SAVE}&a=1&action=SAVE_MEETING_FILE`, 'duplicate'],
    ['a second, encoded action', `${SAVE}&a=1&%61ction=OPEN_MEETING_FILE_LIST`, 'duplicate'],
    ['no key besides action', SAVE, 'empty'],
    ['no value', `${SAVE}&a=&b`, 'empty'],
    ['blanks for values', `${SAVE}&a=%20&b=+`, 'empty'],
    ['a zero-width space', `${SAVE}&a=42b8\u200b`, 'control'],
    ['an encoded zero-width space', `${SAVE}&a=42b8%E2%80%8B0be5`, 'control'],
    ['a soft hyphen in Chinese', `${SAVE}&a=会\u00ad议`, 'control'],
    ['a joiner in an ASCII value', `${SAVE}&a=42b8\u200d0be5`, 'control'],
    ['a line separator', `${SAVE}&a=x\u2028y`, 'control'],
    ['a key from HTML', `${SAVE}&amp;a=1`, 'encoding'],
    ['a key from another entity', `${SAVE}&shy;a=1`, 'encoding'],
    ['a key after a blank', `${SAVE}& a=1`, 'encoding'],
    ['a lost character', `${SAVE}&a=x\ufffd`, 'encoding'],
    ['an encoded lost character', `${SAVE}&a=x%EF%BF%BD`, 'encoding'],
    ['no key besides action, with ends', `${SAVE}&&`, 'empty'],
  ])('%s', (_, text, reason) => {
    expect(refusalOf(text)).toBe(`QR_INVALID ${reason}`)
  })

  it('the action that opens the private list, with a separate code', () => {
    expect(refusalOf(`${HEAD}?action=OPEN_MEETING_FILE_LIST&uuid=1`)).toBe('QR_OPENS_FILE_LIST')
    expect(refusalOf(`${HEAD}?action=OPEN_MEETING_FILE_LIST`)).toBe('QR_OPENS_FILE_LIST')
  })

  it.each([
    ['another action', `${HEAD}?action=LAUNCH&a=1`, 'LAUNCH'],
    ['an action in other case', `${HEAD}?action=save_meeting_file&a=1`, 'save_meeting_file'],
    ['an empty action', `${HEAD}?action=&a=1`, ''],
    ['no action', `${HEAD}?uuid=1`, ''],
    ['no query', HEAD, ''],
    ['a long action, cut', `${HEAD}?action=${'😀'.repeat(300)}&a=1`, '😀'.repeat(64)],
  ])('%s, and reports it', (_, text, action) => {
    expect(entriesOf(text)).toEqual({ code: 'QR_UNSUPPORTED_ACTION', params: { action } })
  })
})

it('minutesEntriesOrThrow throws the same refusals', () => {
  expect(minutesEntriesOrThrow(`${SAVE}&a=1`)).toEqual([['a', '1']])
  expect(() => minutesEntriesOrThrow('hello')).toThrow(AppError)
  expect(() => minutesEntriesOrThrow(SAVE)).toThrow(
    expect.objectContaining({ failure: { code: 'QR_INVALID', params: { reason: 'empty' } } }),
  )
})

describe('for any text', () => {
  const isPlain = (text: string) =>
    // oxlint-disable-next-line no-control-regex -- the parser refuses these by design
    !/^\s|^amp;|[\p{Cc}\p{Cs}\ufffd\u202a-\u202e\u2066-\u2069]/u.test(text) && withoutHidden(text) === text
  const word = fc
    .oneof(
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom('__proto__', 'constructor', 'a=b&c', '50%', 'a+b', '#', '?', ''),
    )
    .filter(isPlain)
  const pairs = fc.uniqueArray(
    fc.tuple(
      word.filter((key) => key !== 'action'),
      word,
    ),
    {
      selector: ([key]) => key,
      minLength: 1,
      maxLength: 8,
    },
  )

  it('any map of strings is read back unchanged, in order', () => {
    fc.assert(
      fc.property(pairs, fc.nat(8), fc.boolean(), (entries, at, isForm) => {
        const all: [string, string][] = [...entries]
        all.splice(at, 0, ['action', 'SAVE_MEETING_FILE'])
        const query = isForm
          ? new URLSearchParams(all).toString()
          : all.map((pair) => pair.map(encodeURIComponent).join('=')).join('&')
        fc.pre(query.length < 4000 && entries.some(([, value]) => value.trim() !== ''))
        expect(parseMinutesLink(`${HEAD}?${query}`)).toEqual({ ok: true, entries })
      }),
    )
  })

  it('accepts no change to scheme, host, port or path', () => {
    const character = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      fc.constantFrom(...Array.from('@:./\\%?#\t\n 0aAſ\u212A')),
    )
    fc.assert(
      fc.property(fc.nat(HEAD.length), fc.constantFrom(0, 1), character, (at, removed, inserted) => {
        const changed = HEAD.slice(0, at) + inserted + HEAD.slice(at + removed)
        const written = changed.trimStart()
        const head = written.slice(0, -'/h5page'.length).replace(/[A-Z]/g, (letter) => letter.toLowerCase())
        // what the rules themselves allow: ASCII case before the path, white space in front, what begins the query
        fc.pre(`${head}${written.slice(-'/h5page'.length)}` !== HEAD)
        fc.pre(!changed.startsWith(`${HEAD}?`) && !changed.startsWith(`${HEAD}#`))
        expect(refusalOf(`${changed}?action=SAVE_MEETING_FILE&a=1`)).toBe('QR_NOT_CLOUDLINK')
      }),
      { numRuns: 1000 },
    )
  })

  it('never throws', () => {
    const start = fc.constantFrom('', HEAD, `${HEAD}?`, `${SAVE}&`, 'cloudlink://')
    fc.assert(
      fc.property(start, fc.string({ unit: 'binary' }), (head, tail) => {
        expect(typeof parseMinutesLink(head + tail).ok).toBe('boolean')
      }),
      { numRuns: 1000 },
    )
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseMinutesLink } from './link.ts'
import { findPastedLinks } from './pasted-link.ts'

const HEAD = 'cloudlink://cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE'
const UUID = '42b8e80be5044513ae20edd4ad705272'
const LINK = `${HEAD}&uuid=${UUID}`
const inside = (mark: string) => `${LINK.slice(0, -16)}${mark}${LINK.slice(-16)}`

const found = (text: string, html?: string) =>
  findPastedLinks(text, html).map(({ text: link, failure }) => {
    const parsed = parseMinutesLink(link)
    if (failure !== null) return `${failure.code} ${String(failure.params?.['reason'] ?? '')}`
    return parsed.ok ? parsed.entries.map((pair) => pair.join('=')).join(' & ') : 'not refused in time'
  })

describe('a clear link is found, and what was repaired is named', () => {
  it.each<[string, string, string[]]>([
    ['the link alone', LINK, []],
    ['white space around it', `\uFEFF \r\n${LINK}\n\u3000`, []],
    ['the scheme of the app', LINK.replace('cloudlink:', 'meetkeep:'), []],
    ['scheme and host in capitals', LINK.replace(/^cloudlink:..cloudlink/, 'CLOUDLINK://CloudLink'), []],
    ['words in front', `会议纪要：${LINK}`, []],
    ['words around', `Save this: ${LINK} please`, []],
    ['a Chinese sentence after a blank', `${LINK} 请大家保存`, []],
    ['a chat excerpt', `A colleague, 28 Nov 15:20\nminutes\n${LINK}\nplease save`, []],
    ['a short number on the next line', `${LINK}\n12`, []],
    ['a sentence with numbers on the next line', `${LINK}\n2 replies`, []],
    ['in quotes', `"${LINK}"`, []],
    ['in Chinese quotes', `“${LINK}”`, []],
    ['in angle brackets', `<${LINK}>`, []],
    ['in code marks', `\`${LINK}\``, []],
    ['a Markdown link', `[minutes](${LINK})`, ['text']],
    ['in Chinese brackets', `（${LINK}）请保存`, ['text']],
    ['a full stop', `${LINK}.`, ['text']],
    ['a Chinese full stop', `${LINK}。`, ['text']],
    ['a Chinese comma and a sentence', `${LINK}，请大家保存`, ['text']],
    ['a Chinese sentence at once', `${LINK}请大家保存`, ['text']],
    ['marks of Markdown', `**${LINK}**`, ['text']],
    ['a zero-width space inside', inside('\u200b'), ['invisible']],
    ['a soft hyphen inside', inside('\u00ad'), ['invisible']],
    ['a word joiner inside', inside('\u2060'), ['invisible']],
    ['a byte order mark inside', inside('\ufeff'), ['invisible']],
    ['a joiner inside an ASCII value', inside('\u200d'), ['invisible']],
    ['a direction mark at the end', `${LINK}\u200e`, ['invisible']],
    ['an encoded zero-width space', inside('%E2%80%8B'), ['invisible']],
    ['a zero-width space in the head', LINK.replace('huawei', 'hua\u200bwei'), ['invisible']],
    ['a zero-width space in front', `\u200b${LINK}`, []],
    ['a zero-width space and a word behind', `${LINK}\u200bplease save`, []],
    ['a blank after &', LINK.replace('&uuid', '& uuid'), ['blanks']],
    ['&amp; of HTML', LINK.replaceAll('&', '&amp;'), ['html']],
    ['&amp;amp; of HTML', LINK.replaceAll('&', '&amp;amp;'), ['html']],
    ['full-width marks', LINK.replace('?', '？').replaceAll('&', '＆').replaceAll('=', '＝'), ['fullWidth']],
    ['a full-width head', LINK.replace('://', '：／／'), ['fullWidth']],
    ['percent-encoded', encodeURIComponent(LINK), ['encoded']],
    [
      'in an address of a mail filter',
      `https://filter.example/?url=${encodeURIComponent(LINK)}&data=1`,
      ['encoded'],
    ],
  ])('%s', (_, text, repairs) => {
    expect(found(text)).toEqual([`uuid=${UUID}`])
    expect(findPastedLinks(text)[0]?.repairs).toEqual(repairs)
  })

  it.each([
    ['Chinese, not encoded', `${HEAD}&topic=季度会议，讨论`, 'topic=季度会议，讨论'],
    ['an emoji with joiners', `${HEAD}&topic=评审👩‍💻`, 'topic=评审👩‍💻'],
    ['a hidden character in Chinese', `${HEAD}&topic=季度\u200b会议`, 'topic=季度会议'],
    ['brackets that a value opens', `${HEAD}&topic=Review(Q3)`, 'topic=Review(Q3)'],
    ['= at the end of a value', `${HEAD}&sig=ab==`, 'sig=ab=='],
    ['a full-width ? in a value', `${HEAD}&topic=会议？好&uuid=1`, 'topic=会议？好 & uuid=1'],
  ])('%s stays', (_, text, entries) => {
    expect(found(text)).toEqual([entries])
  })

  it('in the address of a mail link', () => {
    expect(found('Save', `<a class=x href="${LINK.replaceAll('&', '&amp;')}">Save</a>`)).toEqual([
      `uuid=${UUID}`,
    ])
    expect(found('Save', `<a href='${LINK}'>Save</a>`)).toEqual([`uuid=${UUID}`])
    expect(found(`${LINK.slice(0, 60)}…`, `<a href="${LINK}">x</a>`)).toEqual([`uuid=${UUID}`])
  })

  it('several links, each once', () => {
    expect(found(`${LINK}\n${HEAD}&uuid=2b\n${LINK}`, `<a href="${LINK}">x</a>`)).toEqual([
      `uuid=${UUID}`,
      'uuid=2b',
    ])
  })
})

describe('a damaged link is refused by name', () => {
  it.each([
    ['broken over two lines', `${LINK.slice(0, -10)}\r\n${LINK.slice(-10)}`],
    ['broken in a quoted mail', `> ${LINK.slice(0, -10)}\n> ${LINK.slice(-10)}`],
    ['a blank inside, from a field', `${LINK.slice(0, -10)} ${LINK.slice(-10)}`],
    ['broken before a key', `${HEAD}\n&uuid=${UUID}`],
    ['a blank in a value that is not the last', `${HEAD}&topic=Weekly review&uuid=1`],
    ['a line separator inside', `${LINK.slice(0, -10)}\u2028${LINK.slice(-10)}`],
    ['cut with three dots', `${LINK.slice(0, -10)}...`],
    ['cut with an ellipsis', `${LINK.slice(0, -10)}…`],
  ])('%s', (_, text) => {
    expect(found(text)).toEqual(['QR_INVALID broken'])
  })

  it.each([
    ['a bidi override', `${HEAD}&topic=a%E2%80%AEb`, 'QR_INVALID control'],
    ['no value', `${HEAD}&uuid=&topic=`, 'QR_INVALID empty'],
    ['a lost character', `${HEAD}&topic=a\ufffd`, 'QR_INVALID encoding'],
    ['the list of files', LINK.replace('SAVE_MEETING_FILE', 'OPEN_MEETING_FILE_LIST'), 'QR_OPENS_FILE_LIST '],
  ])('%s', (_, text, failure) => {
    expect(found(text)).toEqual([failure])
  })
})

it.each([
  ['nothing', ''],
  ['another text', 'hello'],
  ['another host', LINK.replace('huawei.com/', 'huawei.com.evil.example/')],
  ['a longer scheme', `x${LINK}`],
  ['another scheme', LINK.replace('cloudlink:', 'https:')],
])('%s is no link', (_, text) => {
  expect(findPastedLinks(text)).toEqual([])
})

it('finds no other entries than a link has, in any text around it', () => {
  const words = fc.string({ unit: fc.constantFrom(...Array.from('请保存 abc\n,。"<>()')), maxLength: 12 })
  fc.assert(
    fc.property(words, words, (before, after) => {
      fc.pre(!/[a-z0-9+.-]$/i.test(before))
      // A word of letters that follows at once belongs to the value; nothing can tell.
      fc.pre(!/^[a-z]/i.test(after))
      for (const entries of found(`${before}${LINK}${after}`))
        expect([`uuid=${UUID}`, 'QR_INVALID broken']).toContain(entries)
    }),
  )
})

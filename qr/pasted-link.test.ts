import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseMinutesLink } from './link.ts'
import { findPastedLinks } from './pasted-link.ts'

const HEAD = 'cloudlink://cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE'
const UUID = '42b8e80be5044513ae20edd4ad705272'
const LINK = `${HEAD}&uuid=${UUID}`
const GUID = '42b8e80b-e504-4513-ae20-edd4ad705272'
const DEFENDED =
  'https://urldefense.proofpoint.com/v2/url?u=cloudlink-3A__cloudlink.huawei.com_h5page-3Faction-3D' +
  `SAVE-5FMEETING-5FFILE-26uuid-3D${UUID}&d=DwMFaQ`
const fullWidth = (text: string) =>
  text.replace(/[!-~]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) + 0xfee0))
const quotedPrintable = (text: string) => text.replaceAll('=', '=3D').replace(/.{70}/g, '$&=\r\n')
const inside = (mark: string) => `${LINK.slice(0, -16)}${mark}${LINK.slice(-16)}`

const found = (text: string, html?: string) =>
  findPastedLinks(text, html).map(({ text: link, failure }) => {
    const parsed = parseMinutesLink(link)
    if (failure !== null) return `${failure.code} ${String(failure.params?.['reason'] ?? '')}`
    return parsed.ok ? parsed.entries.map((pair) => pair.join('=')).join(' & ') : 'not refused in time'
  })

it.each([
  ['behind the values', '&utm_source=mail&UTM_Medium=a&fbclid=1', ''],
  ['between them', '&utm_campaign=x&topic=Weekly', '&topic=Weekly'],
  ['but not keys and values that only look like them', '&utm=1&note=utm_source', '&utm=1&note=utm_source'],
])('drops tracking parameters %s', (_, appended, kept) => {
  const link = 'cloudlink://cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE&uuid=1'
  const repairs = appended === kept ? [] : ['tracking']
  expect(findPastedLinks(link + appended)).toEqual([{ text: link + kept, repairs, failure: null }])
  const first = link.replace('?', '?utm_source=a&')
  expect(findPastedLinks(first)[0]?.text).toBe(link)
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
    ['a date on the next line', `${LINK}\n2026-11-28`, []],
    ['a size on the next line', `${LINK}\n462.71KB`, []],
    ['a word of hexadecimal letters on the next line', `${LINK}\nface`, []],
    ['the number of a list', `1.${LINK}`, []],
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
    ['a blank before &', LINK.replace('&uuid', ' &uuid'), ['blanks']],
    ['a blank after ?', LINK.replace('?', '? '), ['blanks']],
    ['blanks around =', LINK.replace('uuid=', 'uuid = '), ['blanks']],
    ['broken before a key', `${HEAD}\n&uuid=${UUID}`, ['blanks']],
    ['an identifier broken over two lines', `${LINK.slice(0, -10)}\r\n${LINK.slice(-10)}`, ['blanks']],
    ['an identifier broken over three lines', inside('\n').replace('uuid=', 'uuid=\n'), ['blanks']],
    ['broken in a quoted mail', `> ${LINK.slice(0, -10)}\n> ${LINK.slice(-10)}`, ['blanks']],
    [
      'broken in a quoted mail, with a direction mark',
      `> ${LINK.slice(0, -10)}\n>\u200f ${LINK.slice(-10)}`,
      ['invisible', 'blanks'],
    ],
    ['broken in the fixed part', `> ${LINK.replace('MEETING', 'MEET\n> ING')}`, ['blanks']],
    ['a blank in the identifier, from a field', inside(' '), ['blanks']],
    ['a thin space in the identifier', inside('\u2009'), ['blanks']],
    ['a line separator in the identifier', inside('\u2028'), ['invisible', 'blanks']],
    ['a sentence after a break', `${HEAD}\n&uuid=${UUID}\nplease save`, ['blanks']],
    ['&amp; of HTML', LINK.replaceAll('&', '&amp;'), ['html']],
    ['&amp;amp; of HTML', LINK.replaceAll('&', '&amp;amp;'), ['html']],
    ['full-width marks', LINK.replace('?', '？').replaceAll('&', '＆').replaceAll('=', '＝'), ['fullWidth']],
    ['a full-width head', LINK.replace('://', '：／／'), ['fullWidth']],
    ['a full-width &', LINK.replace('&', '＆'), ['fullWidth']],
    ['a full-width =', LINK.replace('uuid=', 'uuid＝'), ['fullWidth']],
    ['full-width dots', LINK.replaceAll('.', '．'), ['fullWidth']],
    ['Chinese dots', LINK.replaceAll('.', '。'), ['fullWidth']],
    ['full-width low lines', LINK.replaceAll('_', '＿'), ['fullWidth']],
    ['full-width digits', `${HEAD}&uuid=${fullWidth(UUID)}`, ['fullWidth']],
    ['full-width as a whole', fullWidth(LINK), ['fullWidth']],
    ['percent-encoded', encodeURIComponent(LINK), ['encoded']],
    ['percent-encoded twice', encodeURIComponent(encodeURIComponent(LINK)), ['encoded']],
    [
      'in a launcher within a launcher',
      `https://chat.example/dl?url=${encodeURIComponent(`/_#/l?u=${encodeURIComponent(LINK)}&data=1`)}&type=x`,
      ['encoded'],
    ],
    ['in an address of Proofpoint v2', DEFENDED, ['encoded']],
    ['in an address of Proofpoint v3', `https://urldefense.com/v3/__${LINK}__;!!abc!xyz$`, []],
    ['quoted-printable', quotedPrintable(LINK), ['encoded']],
    ['quoted-printable, without soft breaks', LINK.replaceAll('=', '=3D'), ['encoded']],
    ['percent-encoded from its query on', LINK.replace(/[?&=]/g, encodeURIComponent), ['encoded']],
    ['percent-encoded but for its head', LINK.replace(/[&=]/g, encodeURIComponent), ['encoded']],
    ['a percent-encoded &', LINK.replace('&', '%26'), ['encoded']],
    ['a percent-encoded colon', LINK.replace('://', '%3A//'), ['encoded']],
    ['backslashes of Markdown', LINK.replace(/[_&]/g, String.raw`\$&`), ['encoded']],
    ['backslashes of JSON', LINK.replaceAll('/', String.raw`\/`), ['encoded']],
    ['a JSON string', JSON.stringify(LINK).replaceAll('&', String.raw`\u0026`), ['encoded']],
    ['numbers of HTML', LINK.replaceAll('=', '&#61;').replaceAll('&uuid', '&#x26;uuid'), ['html']],
    ['names of HTML', LINK.replaceAll('=', '&equals;').replaceAll('_', '&lowbar;'), ['html']],
    ['&shy; of HTML', inside('&shy;'), ['html']],
    ['a number of HTML that shows nothing', inside('&#8203;'), ['html']],
    ['a tag where a line may break', inside('<wbr>'), ['html']],
    ['the same in the host', LINK.replace('huawei.', 'huawei.<wbr>'), ['html']],
    ['a tag in the identifier', inside('<span class="x">'), ['html']],
    ['a line break of HTML', inside('<br>'), ['html', 'blanks']],
    ['tags around', `<p><b>${LINK}</b>please</p>`, []],
    ['&nbsp; behind', `${LINK}&nbsp;please`, []],
    ['&quot; around', `&quot;${LINK}&quot;`, []],
    ['a link of a chat program', `<${LINK}|minutes>`, []],
    ['a link of a ticket program', `[minutes|${LINK}]`, ['text']],
    ['brackets of a forum', `[url=${LINK}]minutes[/url]`, ['text']],
    ['French quotes', `«\u00a0${LINK}\u00a0»`, []],
    ['single French quotes', `‹\u202f${LINK}\u202f›`, []],
    ['German quotes', `„${LINK}“`, []],
    ['a closing quote only', `the link: ${LINK}”`, ['text']],
    ['a bidi embedding around', `\u202b${LINK}\u202c`, ['text']],
    ['a soft hyphen every ten characters', LINK.replace(/.{10}/g, '$&\u00ad'), ['invisible']],
    ['a bar behind the identifier', `${LINK}|minutes`, ['text']],
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
    ['marks that encodeURIComponent leaves', `${HEAD}&topic=Li's(1)!&uuid=1`, "topic=Li's(1)! & uuid=1"],
    ['the same at the end of a link alone', `${HEAD}&topic=Done!~*'.)`, "topic=Done!~*'.)"],
    ['quotes in a value', `${HEAD}&topic=【重要】“季度”会议&uuid=1`, 'topic=【重要】“季度”会议 & uuid=1'],
    ['quotes in the last value', `${HEAD}&topic=【重要】会议`, 'topic=【重要】会议'],
    ['an apostrophe', `${HEAD}&topic=Li’s`, 'topic=Li’s'],
    ['a bar in a value', `${HEAD}&topic=A|B&uuid=1`, 'topic=A|B & uuid=1'],
    ['a key without a value behind an identifier', `${LINK}&flag`, `uuid=${UUID} & flag=`],
    ['an encoded link in a value', `${HEAD}&from=${encodeURIComponent(LINK)}`, `from=${LINK}`],
    ['a link in a value', `${HEAD}&from=${HEAD.slice(0, 40)}`, `from=${HEAD.slice(0, 40)}`],
    ['an identifier with dashes for hyphens', `${HEAD}&uuid=${GUID.replaceAll('-', '–')}`, `uuid=${GUID}`],
    ['= at the end of a value', `${HEAD}&sig=ab==`, 'sig=ab=='],
    ['a full-width ? in a value', `${HEAD}&topic=会议？好&uuid=1`, 'topic=会议？好 & uuid=1'],
  ])('%s stays', (_, text, entries) => {
    expect(found(text)).toEqual([entries])
  })

  it('words behind a text are left out, and this is said: they may belong to it', () => {
    const [link] = findPastedLinks(`${HEAD}&topic=Weekly review`)
    expect(link).toMatchObject({ text: `${HEAD}&topic=Weekly`, repairs: ['text'], failure: null })
  })

  it('in the address of a mail link', () => {
    expect(found('Save', `<a class=x href="${LINK.replaceAll('&', '&amp;')}">Save</a>`)).toEqual([
      `uuid=${UUID}`,
    ])
    expect(found('Save', `<a href='${LINK}'>Save</a>`)).toEqual([`uuid=${UUID}`])
    expect(found(`${LINK.slice(0, 60)}…`, `<a href="${LINK}">x</a>`)).toEqual([`uuid=${UUID}`])
  })

  it('links without white space between', () => {
    expect(found(`${LINK}${HEAD}&uuid=2b`)).toEqual([`uuid=${UUID}`, 'uuid=2b'])
    expect(found(`${LINK},${LINK}`)).toEqual([`uuid=${UUID}`])
  })

  it('a link beside a damaged one, which is named too', () => {
    expect(found(`${LINK}\n${HEAD}&uuid=42b8…5272`)).toEqual([`uuid=${UUID}`, 'QR_INVALID broken'])
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
    ['a value broken over two lines', `${HEAD}&sig=ab12cd\r\nef34`],
    ['a value broken by a line and a blank', `${HEAD}&sig=ab\n| cdef ab&uuid=${UUID}`],
    ['an identifier broken before a hyphen, and cut off', `${HEAD}&uuid=8be1c001-f14d-60af\n> -bf…`],
    ['an identifier cut off at the end of a line', `${HEAD}&uuid=8be1c001-f14d-60af\n…`],
    ['an entity broken over two lines', `${HEAD}&amp;sig&#61;ab12&amp;uuid&\n#61;${UUID}`],
    ['a number of an entity broken over two lines', `${HEAD}&amp;sig&#61;ab12&amp;uuid&#\n61;${UUID}`],
    ['a value broken in a quoted mail', `> ${HEAD}&sig=ab12cd\n> ef34`],
    ['an encoded link with a blank', `${encodeURIComponent(LINK).slice(0, -2)} 72`],
    ['a key broken over two lines', LINK.replace('uuid', 'uu\nid')],
    ['a key broken over two lines, and a sentence', `${LINK.replace('uuid', 'uu\nid')} please save`],
    ['a blank in the head', LINK.replace('://', ': //')],
    ['a line break in the host', LINK.replace('huawei', 'hua\nwei').replace('action=SAVE', 'action=OTHER')],
    ['an identifier shortened in the middle', `${HEAD}&uuid=42b8…5272`],
    ['an identifier whose equals sign was lost', `${HEAD}&topic=a&uuid3D42b8e80be5044513ae20edd4ad705272`],
    ['an equals sign of which a mail left half', `${HEAD}&x_y3Da&uuid=42b8e80be5044513ae20edd4ad705272`],
    ['an identifier shortened where a mail broke the line', `${HEAD}&uuid=42b8d1\n…a5272`],
    ['an identifier shortened behind a blank', `${HEAD}&uuid=42b8d1 …a5272`],
    ['an identifier cut off where a mail broke the line', `${HEAD}&uuid=42b8d1\n> ...`],
    ['an identifier shortened beside a direction mark', `${HEAD}&uuid=42b8\u200f…5272`],
    ['the same with dots', `${HEAD}&uuid=42b8...5272&topic=x`],
    ['an identifier covered by stars', `${HEAD}&uuid=42b8****5272`],
    ['the same at its end', `${HEAD}&uuid=42b8e80b****`],
    ['an identifier with points', `${HEAD}&uuid=42b8···5272`],
    ['cut with dots, and Chinese behind', `${LINK.slice(0, -10)}...查看全文`],
    ['an entity without its semicolon', LINK.replace('&', '&amp')],
    ['a blank in a Chinese value', `${HEAD}&topic=季度 会议&uuid=1`],
    ['an identifier that goes on', `${LINK}\n42b8e80b`],
    ['a value that was lost', `${HEAD}&topic= review`],
    ['a blank in a value that is not the last', `${HEAD}&topic=Weekly review&uuid=1`],
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

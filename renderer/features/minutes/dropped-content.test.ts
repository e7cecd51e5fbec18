import { describe, expect, it } from 'vitest'
import { type DataTransferLike, droppedContentOf, isForUs } from './dropped-content.ts'

const picture = new File([new Uint8Array(4)], 'code.png', { type: 'image/png' })
const carrier = (text: string, ...files: File[]): DataTransferLike => ({
  files,
  getData: (format) => (format === 'text/plain' ? text : ''),
})
const link = 'cloudlink://cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE&a=1'

describe('incomingOf', () => {
  it('accepts a text', () => {
    expect(droppedContentOf(carrier(' hello\n'))).toEqual({ pictures: [], text: 'hello', html: '' })
  })

  it('accepts pictures', () => {
    expect(droppedContentOf(carrier('', picture, picture))).toEqual({
      pictures: [picture, picture],
      text: '',
    })
  })

  it('prefers the picture that a browser drops over its address', () => {
    expect(droppedContentOf(carrier('https://example.com/code.png', picture))).toEqual({
      pictures: [picture],
      text: '',
    })
  })

  it('prefers the link that an office program copies over its picture', () => {
    expect(droppedContentOf(carrier(link, picture))).toEqual({ pictures: [], text: link, html: '' })
  })

  it('prefers the address of a link in a mail', () => {
    const html = `<a href="${link.replaceAll('&', '&amp;')}">Save</a>`
    const mail = { files: [picture], getData: (format: string) => (format === 'text/html' ? html : 'Save') }
    expect(droppedContentOf(mail)).toEqual({ pictures: [], text: 'Save', html })
  })

  it('finds nothing in an empty transfer', () => {
    expect(droppedContentOf(carrier(' '))).toBeNull()
  })
})

describe('isForUs', () => {
  const capitals = {
    pictures: [],
    text: 'CloudLink://cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE&a=1',
  }
  const other = { pictures: [], text: 'hello' }
  it.each([
    ['a picture in a field elsewhere', { pictures: [picture], text: '' }, false, true, true],
    ['a link in a field elsewhere', capitals, false, true, true],
    ['a message with a link elsewhere', { pictures: [], text: `Save ${link} please` }, false, false, true],
    ['another text elsewhere', other, false, false, false],
    ['other text on the minutes page', other, true, false, true],
    ['another text in a field there', other, true, true, false],
  ])('%s', (_, incoming, isOnMinutes, isEditing, isOurs) => {
    expect(isForUs(incoming, { isOnMinutes, isEditing })).toBe(isOurs)
  })
})

import { describe, expect, it } from 'vitest'
import { type Carrier, incomingOf } from './incoming.ts'

const picture = new File([new Uint8Array(4)], 'code.png', { type: 'image/png' })
const carrier = (text: string, ...files: File[]): Carrier => ({
  files,
  getData: (format) => (format === 'text/plain' ? text : ''),
})

describe('incomingOf', () => {
  it('takes a text', () => {
    expect(incomingOf(carrier(' hello\n'))).toEqual({ pictures: [], text: 'hello' })
  })

  it('takes pictures', () => {
    expect(incomingOf(carrier('', picture, picture))).toEqual({ pictures: [picture, picture], text: '' })
  })

  it('takes the picture a browser drops, not its address', () => {
    expect(incomingOf(carrier('https://example.com/code.png', picture))).toEqual({
      pictures: [picture],
      text: '',
    })
  })

  it('takes the link an office program copies, not the picture of it', () => {
    const link = 'cloudlink://cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE&a=1'
    expect(incomingOf(carrier(link, picture))).toEqual({ pictures: [], text: link })
  })

  it('finds nothing in an empty one', () => {
    expect(incomingOf(carrier(' '))).toBeNull()
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { filesOf } from './recording-files.ts'

const base = 'https://100.85.230.37/download/typeThree/video'

describe('filesOf', () => {
  it('ranks parts within their type by the numbers of their names, in whatever order they come', () => {
    const names = fc.uniqueArray(fc.tuple(fc.nat(30), fc.nat(30)), {
      minLength: 1,
      maxLength: 20,
      selector: ([a, b]) => `${a}_${b}`,
    })
    fc.assert(
      fc.property(
        names,
        fc.constantFrom('Hd', 'sd', 'AUX'),
        fc.infiniteStream(fc.nat(1000)),
        (numbers, type, order) => {
          const links = numbers.map(([a, b]) => {
            const name = `${a}_${b}.mp4`
            return { fileType: type, url: `${base}/${name}`, token: name }
          })
          const mixed = links
            .map((link) => ({ link, at: order.next().value as number }))
            .toSorted((one, other) => one.at - other.at)
            .map(({ link }) => link)
          const files = filesOf(mixed)
          const right = numbers.toSorted((one, other) => one[0] - other[0] || one[1] - other[1])
          expect(files.map(({ token }) => token)).toEqual(right.map(([a, b]) => `${a}_${b}.mp4`))
          expect(files.map(({ part }) => part)).toEqual(right.map((_, index) => index + 1))
          expect(new Set(files.map(({ parts }) => parts))).toEqual(new Set([numbers.length]))
        },
      ),
    )
  })

  it('spells the documented types one way and leaves others as they are', () => {
    const types = ['hd', 'HD', 'sD', 'aux', 'Subtitles', null]
    const files = filesOf(types.map((fileType, n) => ({ fileType, token: '', url: `${base}/${n}_0.mp4` })))
    expect(files.map(({ fileType, part }) => `${fileType} ${part}`)).toEqual([
      'Hd 1',
      'Hd 2',
      'Sd 1',
      'Aux 1',
      'Subtitles 1',
      ' 1',
    ])
  })

  it('keeps the order of the answer where one name has no numbers', () => {
    const names = ['0_1.mp4', 'whole.mp4', '0_0.mp4']
    const files = filesOf(names.map((name) => ({ fileType: 'Hd', token: name, url: `${base}/${name}` })))
    expect(files.map(({ token }) => token)).toEqual(names)
  })

  it('counts a link that stands there twice once', () => {
    const link = { fileType: 'Hd', token: 't', url: `${base}/0_0.mp4` }
    expect(filesOf([link, link])).toHaveLength(1)
  })

  it('leaves out a type with a link that leads nowhere, for its other parts would move up', () => {
    const link = (fileType: string, name: string | null) => ({
      fileType,
      token: 't',
      url: name === null ? null : `${base}/${name}`,
    })
    const files = filesOf([link('hd', null), link('Hd', '0_1.mp4'), link('Sd', '0_0.mp4'), link('Sd', '')])
    expect(files.map(({ fileType }) => fileType)).toEqual(['Sd', 'Sd'])
    expect(filesOf([link('Hd', '0_0.mp4'), { fileType: 'HD', token: 't', url: '' }])).toEqual([])
  })

  it.each([
    ['0_0.mp4', '.mp4'],
    ['0_0.MP4', '.mp4'],
    ['0_0.m4a?x=1#y', '.m4a'],
    ['0_0.mp4?sign=a/b.exe', '.mp4'],
    ['0_0', '.mp4'],
    ['0_0.', '.mp4'],
    ['0_0.verylong', '.mp4'],
    ['0_0.%2e%2e', '.mp4'],
    ['0_0.m p', '.mp4'],
  ])('finds the extension of %s: %s', (name, extension) => {
    expect(filesOf([{ fileType: 'Hd', token: '', url: `${base}/${name}` }])[0]?.extension).toBe(extension)
  })

  it('takes no numbers out of the query', () => {
    const links = ['0_1.mp4?s=/0_0.mp4', '0_0.mp4?s=/0_9.mp4'].map((name) => ({
      token: name,
      url: `${base}/${name}`,
    }))
    expect(filesOf(links).map(({ token }) => token.slice(0, 3))).toEqual(['0_0', '0_1'])
  })
})

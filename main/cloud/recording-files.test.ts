import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describedFiles, filesOf, isSameType, mergedFiles } from './recording-files.ts'

const base = 'https://100.85.230.37/download/typeThree/video'

describe('filesOf', () => {
  it('ranks parts within their type by the numbers of their names, in any order of arrival', () => {
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

  it('reads numbers as part numbers only if they are the whole name', () => {
    const tokens = (...names: string[]) =>
      filesOf(names.map((name) => ({ fileType: 'Hd', token: name, url: `${base}/${name}` }))).map(
        ({ token }) => token,
      )
    expect(tokens('a0_1.mp4', '0_0.mp4')).toEqual(['a0_1.mp4', '0_0.mp4'])
    expect(tokens('0_1x.mp4', '0_0.mp4')).toEqual(['0_1x.mp4', '0_0.mp4'])
    expect(tokens('0_1', '0_0')).toEqual(['0_0', '0_1'])
    expect(tokens('0_1234567890.mp4', '0_0.mp4')).toEqual(['0_1234567890.mp4', '0_0.mp4'])
  })

  it('reads an invalid address as a name without numbers', () => {
    const links = [
      { token: 'a', url: 'no address' },
      { token: 'b', url: `${base}/0_0.mp4` },
    ]
    expect(filesOf(links).map(({ token, extension }) => token + extension)).toEqual(['a.mp4', 'b.mp4'])
  })

  it('counts a repeated link once', () => {
    const link = { fileType: 'Hd', token: 't', url: `${base}/0_0.mp4` }
    expect(filesOf([link, link])).toHaveLength(1)
  })

  it('drops a type with an invalid link, because its other parts would change their ranks', () => {
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

  it('ignores numbers in the query', () => {
    const links = ['0_1.mp4?s=/0_0.mp4', '0_0.mp4?s=/0_9.mp4'].map((name) => ({
      token: name,
      url: `${base}/${name}`,
    }))
    expect(filesOf(links).map(({ token }) => token.slice(0, 3))).toEqual(['0_0', '0_1'])
  })
})

const segment = (manualOrder: number | null, segmentOrder: number | null, ...fileList: object[]) => ({
  manualOrder,
  segmentOrder,
  fileList: fileList.map((file) => ({
    ...{ recordType: 'SPEAKER_VIDEO', beginTime: null, fileSize: null, sha256: null, downloadUrl: null },
    ...file,
  })),
})

describe('a recording that was stopped and started again', () => {
  const link = (path: string, group?: number) => ({
    fileType: 'Hd',
    token: path,
    url: `https://100.85.230.37/download/${path}.mp4?once=${path.length}`,
    ...(group === undefined ? {} : { group }),
  })
  const order = (...links: ReturnType<typeof link>[]): string[] => filesOf(links).map(({ token }) => token)

  it.each([
    [
      'two folders',
      [link('A/0_1'), link('B/0_1'), link('A/0_0'), link('B/0_0')],
      ['A/0_0', 'A/0_1', 'B/0_0', 'B/0_1'],
    ],
    ['folders in the order of the answer', [link('Z/0_0'), link('A/0_0')], ['Z/0_0', 'A/0_0']],
    ['two groups', [link('B/0_1', 0), link('B/0_0', 0), link('A/0_0', 1)], ['B/0_0', 'B/0_1', 'A/0_0']],
    ['groups of one folder', [link('A/1_0', 0), link('A/0_0', 1)], ['A/1_0', 'A/0_0']],
    [
      'names without numbers',
      [link('A/x', 1), link('A/0_1', 0), link('A/0_0', 0)],
      ['A/0_1', 'A/0_0', 'A/x'],
    ],
  ])('has its parts in the order they were recorded: %s', (_, links, ordered) => {
    expect(order(...links)).toEqual(ordered)
    expect(filesOf(links).every(({ isOrderCertain }) => !isOrderCertain)).toBe(true)
  })

  it('has a certain order in one folder whose numbers rise, and as one part', () => {
    const isCertain = (...links: ReturnType<typeof link>[]) =>
      filesOf(links).every((file) => file.isOrderCertain)
    expect(isCertain(link('A/0_1'), link('A/0_0'))).toBe(true)
    expect(isCertain(link('A/0_0', 0), link('A/1_0', 1))).toBe(true)
    expect(isCertain(link('A/x'))).toBe(true)
    expect(isCertain(link('A/0_0'), link('B/0_0'))).toBe(false)
    expect(
      isCertain(
        link('A/0_0'),
        link('A/0_0').url === '' ? link('A/0_0') : { ...link('A/0_0'), url: `${link('A/0_0').url}&2` },
      ),
    ).toBe(false)
  })

  it('gets no size or hash of another part', () => {
    const links = filesOf([link('A/0_0'), link('A/0_1'), link('B/0_0'), link('B/0_1')])
    const info = (url: (n: number) => string | null) =>
      describedFiles([1, 2, 3, 4].map((n) => segment(n, 1, { fileSize: n, downloadUrl: url(n) })))
    const bytesOf = (described: ReturnType<typeof info>) =>
      mergedFiles(links, described).files.map(({ bytes }) => bytes)
    expect(bytesOf(info(() => null))).toEqual([undefined, undefined, undefined, undefined])
    // The paths of the links tell which is which, in any order and with any query.
    const paths = ['B/0_1', 'A/0_0', 'B/0_0', 'A/0_1']
    expect(bytesOf(info((n) => `https://other/download/${paths[n - 1]}.mp4?t=1`))).toEqual([2, 4, 3, 1])
    // Two files of one path tell nothing.
    expect(bytesOf(info(() => 'https://other/download/A/0_0.mp4'))[0]).toBeUndefined()
  })
})

describe('describedFiles', () => {
  it('are sorted by start, then by slice', () => {
    const named = (name: string) => ({ downloadUrl: `${base}/${name}.mp4` })
    const files = describedFiles([
      segment(2, 1, named('d')),
      segment(1, 2, named('c')),
      segment(1, 1, named('b')),
      segment(null, null, named('a')),
    ])
    expect(files.map(({ url, part, parts }) => [url?.slice(-5), part, parts])).toEqual([
      ['a.mp4', 1, 4],
      ['b.mp4', 2, 4],
      ['c.mp4', 3, 4],
      ['d.mp4', 4, 4],
    ])
  })

  it.each([
    ['SPEAKER_VIDEO', 'Hd'],
    ['SHARE_VIDEO', 'Aux'],
    ['SPEAKER_SHARE_VIDEO', 'Sd'],
    ['AUDIO', 'Audio'],
    [' audio ', 'Audio'],
  ])('%s is %s', (recordType, fileType) => {
    expect(describedFiles([segment(1, 1, { recordType })]).map((file) => file.fileType)).toEqual([fileType])
  })

  it.each(['SUBTITLES', null, 'toString'])('leaves out %s', (recordType) => {
    expect(describedFiles([segment(1, 1, { recordType })])).toEqual([])
  })

  it('take the extension from the link, else from the type', () => {
    const extensions = [
      { recordType: 'AUDIO' },
      { recordType: 'SHARE_VIDEO' },
      { recordType: 'SPEAKER_VIDEO', downloadUrl: `${base}/a.MOV` },
    ].map((file) => describedFiles([segment(1, 1, file)])[0]?.extension)
    expect(extensions).toEqual(['.m4a', '.mp4', '.mov'])
  })

  it.each([
    [1, 1],
    [0, undefined],
    [1.5, undefined],
    [2 ** 53, undefined],
    [null, undefined],
  ])('%j bytes: %j', (fileSize, bytes) => {
    expect(describedFiles([segment(1, 1, { fileSize })])[0]?.bytes).toBe(bytes)
  })

  it.each([
    ['A'.repeat(64), 'a'.repeat(64)],
    ['a'.repeat(63), undefined],
    ['a'.repeat(65), undefined],
    ['g'.repeat(64), undefined],
    [null, undefined],
  ])('SHA-256 %j: %j', (given, sha256) => {
    expect(describedFiles([segment(1, 1, { sha256: given })])[0]?.sha256).toBe(sha256)
  })
})

describe('mergedFiles', () => {
  const sha256 = 'a'.repeat(64)
  const link = (name: string, fileType = 'Hd') => ({ fileType, token: 't', url: `${base}/${name}` })
  const described = (...sizes: number[]) =>
    describedFiles(sizes.map((fileSize, n) => segment(1, n, { fileSize, sha256 })))
  const plain = { fileType: 'Hd', extension: '.mp4' }

  it('uses size and SHA-256 of the matching part', () => {
    const merged = mergedFiles(filesOf([link('0_0.mp4'), link('0_1.mp4')]), described(10, 20))
    expect(merged).toEqual({
      files: [
        { ...plain, part: 1, parts: 2, bytes: 10, sha256 },
        { ...plain, part: 2, parts: 2, bytes: 20, sha256 },
      ],
      unlike: [],
    })
  })

  it('uses the fields that either of the two has', () => {
    const sizeOnly = describedFiles([segment(1, 1, { fileSize: 5 })])
    const hashOnly = describedFiles([segment(1, 1, { sha256 })])
    expect(mergedFiles(filesOf([link('a.mp4')]), sizeOnly).files).toEqual([
      { ...plain, part: 1, parts: 1, bytes: 5 },
    ])
    expect(mergedFiles(filesOf([link('a.mp4')]), hashOnly).files).toEqual([
      { ...plain, part: 1, parts: 1, sha256 },
    ])
  })

  it('uses nothing of a type whose parts disagree', () => {
    expect(mergedFiles(filesOf([link('0_0.mp4'), link('0_1.mp4')]), described(10))).toEqual({
      files: [
        { ...plain, part: 1, parts: 2 },
        { ...plain, part: 2, parts: 2 },
      ],
      unlike: [{ fileType: 'Hd', linked: 2, described: 1 }],
    })
    expect(mergedFiles(filesOf([link('0_0.mp4')]), described(10, 20)).unlike).toEqual([
      { fileType: 'Hd', linked: 1, described: 2 },
    ])
  })

  it('uses nothing if the links have no certain order, unless there is only one', () => {
    const unsure = filesOf([link('a.mp4'), link('b.mp4')])
    expect(mergedFiles(unsure, described(10, 20)).files.map(({ bytes }) => bytes)).toEqual([
      undefined,
      undefined,
    ])
    expect(mergedFiles(filesOf([link('a.mp4')]), described(10)).files[0]?.bytes).toBe(10)
  })

  it('adds the types that only it has links for', () => {
    const audio = segment(1, 1, { recordType: 'AUDIO', downloadUrl: `${base}/a.m4a` })
    const silent = segment(1, 1, { recordType: 'SHARE_VIDEO' })
    expect(mergedFiles(filesOf([link('a.mp4')]), describedFiles([audio, silent]))).toEqual({
      files: [
        { ...plain, part: 1, parts: 1 },
        { fileType: 'Audio', part: 1, parts: 1, extension: '.m4a' },
      ],
      unlike: [],
    })
  })

  it('compares types case-insensitively', () => {
    expect(isSameType('HD', 'hd')).toBe(true)
    expect(isSameType('HD', 'sd')).toBe(false)
  })
})

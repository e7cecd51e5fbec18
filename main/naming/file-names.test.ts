import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  DEFAULT_NAME_TEMPLATE,
  FLAT_NAME_TEMPLATE,
  MOST_FOLDERS,
  NAME_PLACEHOLDERS,
} from '../../contract/name-template.ts'
import {
  materialFileName,
  minutesFileName,
  type NamedRecording,
  recordingFileName,
  roomIn,
  DEFAULT_NAMING,
} from './file-names.ts'
import { countOf, hasMeetingFolder, withRequiredPlaceholders } from './name-template.ts'

const recording: NamedRecording = {
  site: 'https://api.meeting.huaweicloud.com',
  confUUID: '51adf610220411eaaae03f22d33cc26b',
  confID: '985123467',
  subject: 'Weekly sync',
  schedulerName: '李明',
  startTime: '2026-10-03T01:30:00.000Z',
  durationSeconds: 3930,
  fileType: 'Hd',
  part: 1,
  parts: 1,
  extension: '.mp4',
}
const { room, words } = DEFAULT_NAMING
const named = (template: string, change: Partial<NamedRecording> = {}): string =>
  recordingFileName({ ...recording, ...change }, { template, words, room })

const INVISIBLE = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\u00ad\ufeff]/u

/** Texts a service might send, and worse. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc.constantFrom(
    '..',
    'CON',
    'nul.txt',
    'com¹',
    '../../etc',
    'a/b\\c:d',
    '\u202egpj.exe',
    '',
    ' . ',
    '-',
    '{topic}',
  ),
  fc.constantFrom('会议'.repeat(200), '👩‍👩‍👧‍👦'.repeat(60), `e${'\u0301'.repeat(300)}`, '가'.repeat(100)),
)
const anyTemplate = fc.oneof(
  fc.constant(DEFAULT_NAME_TEMPLATE),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(...NAME_PLACEHOLDERS).map((name) => `{${name}}`),
        fc.constantFrom(
          ' ',
          '_',
          '-',
          ' - ',
          '(',
          ')',
          '[',
          ']',
          '.',
          '',
          'Rec ',
          '录制',
          '{nonsense}',
          '{',
          '/',
          'CON',
          '\u0301',
        ),
      ),
      { maxLength: 14 },
    )
    .map((pieces) => pieces.join('')),
  anyText,
)
const anyRecording = fc.record({
  site: fc.constantFrom('https://a.example', 'https://b.example'),
  confUUID: fc.uuid(),
  confID: fc.oneof(fc.stringMatching(/^\d{9}$/), anyText),
  subject: anyText,
  schedulerName: anyText,
  startTime: fc.option(fc.constant('2026-10-03T01:30:00.000Z')),
  durationSeconds: fc.option(fc.integer({ min: 0, max: 1_000_000 })),
  fileType: fc.oneof(fc.constantFrom('Hd', 'Sd', 'Aux', 'Audio', ''), anyText),
  part: fc.integer({ min: 1, max: 99 }),
  parts: fc.integer({ min: 1, max: 99 }),
  extension: fc.constantFrom('.mp4', '.m4a', '.vtt'),
})

const isNamedByTopic = (template: string): boolean =>
  hasMeetingFolder(withRequiredPlaceholders(template)) && countOf(template, 'id8') === 0

function expectSafePath(path: string): void {
  const names = path.split('/')
  expect(names.length).toBeLessThanOrEqual(MOST_FOLDERS + 1)
  names.forEach(expectSafe)
}

function expectSafe(name: string): void {
  expect(name).not.toMatch(/[<>:"/\\|?*]/)
  expect(name).not.toMatch(INVISIBLE)
  expect(name).not.toMatch(/^[. ]|[. ]$/)
  expect(name).not.toMatch(/^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *(\.|$)/i)
  expect(name).toBe(name.normalize('NFC'))
  expect(name.isWellFormed()).toBe(true)
  // The names of an unfinished and of a quarantined file fit, too.
  const longest = `${name} (99).part.json.set-aside-2026-11-20T15-00-00-000Z`
  expect(Buffer.byteLength(longest)).toBeLessThanOrEqual(255)
  expect(longest.length).toBeLessThanOrEqual(255)
}

describe('the name of a recording', () => {
  it('has a folder for its meeting, below year and month', () => {
    expect(recordingFileName(recording)).toMatch(/^2026\/10\/2026-10-0[23] \d{4} Weekly sync\/Camera\.mp4$/)
    expect(recordingFileName({ ...recording, fileType: 'AUX', part: 2, parts: 3 })).toMatch(
      /Weekly sync\/Screen part 2\.mp4$/,
    )
  })

  it('contains time, topic and file in one folder', () => {
    expect(named(FLAT_NAME_TEMPLATE)).toMatch(/^2026-10-0[23] \d{4} Weekly sync Camera [0-9a-f]{8}\.mp4$/)
    expect(named(FLAT_NAME_TEMPLATE, { part: 2, parts: 3 })).toContain('Weekly sync Camera part 2 ')
  })

  it.each([
    ['Hd', 'Camera'],
    ['aux', 'Screen'],
    ['Sd', 'Combined'],
    ['AUDIO', 'Audio'],
    ['Whiteboard', 'Whiteboard'],
    ['screen', /^screen [0-9a-f]{4}$/],
    ['a/b', /^a b [0-9a-f]{4}$/],
  ])('names the type %s as %s', (fileType, word) => {
    expect(named('x/{id8}/{type}{part}', { fileType }).split('/')[2]?.slice(0, -4)).toMatch(word)
  })

  it.each([
    [{ subject: '' }, /^2026\/10\/2026-10-0[23] \d{4} [0-9a-f]{8}\/Camera\.mp4$/],
    [{ startTime: null }, /^Weekly sync [0-9a-f]{8}\/Camera\.mp4$/],
    [{ startTime: null, subject: '../..' }, /^[0-9a-f]{8}\/Camera\.mp4$/],
    [{ subject: '../../etc/passwd' }, /\d{4} etc passwd\/Camera\.mp4$/],
  ])('has a folder that no other meeting shares, for %j', (change, name) => {
    expect(named(DEFAULT_NAME_TEMPLATE, change)).toMatch(name)
  })

  it('gives all files of a meeting the same folder, however long their names are', () => {
    const naming = { template: DEFAULT_NAME_TEMPLATE, words, room: { ...room, units: 120, path: 120 } }
    const folders = ['Hd', 'Sd', 'Audio'].map((fileType, n) =>
      recordingFileName(
        { ...recording, subject: 'x'.repeat(300), fileType, part: 1 + 9 * n, parts: 20 },
        naming,
      )
        .split('/')
        .slice(0, -1)
        .join('/'),
    )
    expect(new Set(folders).size).toBe(1)
    expect(folders[0]).toMatch(/x{20}$/)
  })

  it('keeps Chinese', () => {
    expect(recordingFileName({ ...recording, subject: '产品评审会：第三季度' })).toContain(
      '产品评审会：第三季度',
    )
  })

  it('replaces each placeholder with the recording’s value', () => {
    const all = named('{topic}_{scheduler}_{confID}_{duration}_{type}_{part}_{id8}', { part: 2, parts: 2 })
    expect(all).toMatch(/^Weekly sync_李明_985123467_1h06m_Camera_part 2_[0-9a-f]{8}\.mp4$/)
    expect(named('{year}{month}{day}T{time} {type}{part}{id8}')).toMatch(
      /^2026100[23]T\d{4} Camera[0-9a-f]{8}\.mp4$/,
    )
  })

  it.each([
    [45 * 60, '45m'],
    [29, '29s'],
    [3600, '1h00m'],
    [10 * 3600 - 1, '10h00m'],
  ])('writes %i seconds as %s', (durationSeconds, text) => {
    expect(named('{duration} {id8}{type}{part}', { durationSeconds })).toMatch(new RegExp(`^${text} `))
  })

  it.each([
    ['{topic} {part} {id8} {type}', 'Weekly sync ID Camera.mp4'],
    ['{topic} ({part}) {id8} {type}', 'Weekly sync ID Camera.mp4'],
    ['{topic} [{type}, {part}] {id8}', 'Weekly sync [Camera] ID.mp4'],
    ['{topic} [{part}, {type}] {id8}', 'Weekly sync [Camera] ID.mp4'],
    ['{part} - {topic}_{type}_{id8}', 'Weekly sync_Camera_ID.mp4'],
    ['{id8}_{type}_{topic} - {part}', 'ID_Camera_Weekly sync.mp4'],
    ['Rec {part}-{topic} {type} {id8}', 'Rec-Weekly sync Camera ID.mp4'],
    ['{scheduler} {duration} {topic} {type}{part} {id8}', 'Weekly sync Camera ID.mp4'],
  ])('removes separators and brackets around unknown values: %s', (template, name) => {
    const found = named(template, { schedulerName: '', durationSeconds: null })
    expect(found.replace(/[0-9a-f]{8}/, 'ID')).toBe(name)
  })

  it.each(['', '   ', '...', '\u202e'])('falls back to the default for an empty template: %j', (template) => {
    expect(named(template)).toBe(recordingFileName(recording))
  })

  it('is completed until it is unique', () => {
    expect(named('{topic}')).toMatch(/^Weekly sync Camera [0-9a-f]{8}\.mp4$/)
    expect(named('{id8} {topic}', { part: 2 })).toMatch(/^[0-9a-f]{8} Weekly sync Camera part 2\.mp4$/)
  })

  it('differs for every type, part, meeting and site', () => {
    const names = new Set(
      [
        recording,
        { ...recording, fileType: 'Aux' },
        { ...recording, part: 2, parts: 2 },
        { ...recording, confUUID: 'ffadf610220411eaaae03f22d33cc26b' },
        { ...recording, site: 'https://api-intl.meeting.huaweicloud.com' },
      ].map((file) => named(FLAT_NAME_TEMPLATE, file).toLowerCase()),
    )
    expect(names.size).toBe(5)
  })

  it('differs for different files, for any template and in any folder', () => {
    fc.assert(
      fc.property(
        anyTemplate,
        anyRecording,
        anyText,
        fc.uuid(),
        fc.integer({ min: 80, max: 200 }),
        (template, one, fileType, confUUID, units) => {
          const naming = { template, words, room: { bytes: 200, units, path: units + 60 } }
          const parts = Math.max(2, one.parts)
          // As Windows and macOS compare names.
          const folded = (file: NamedRecording): string => recordingFileName(file, naming).toLowerCase()
          const files = [
            { ...one, parts },
            { ...one, parts, part: one.part + 1 },
            // Two meetings of one topic and minute may share a folder that has no id.
            ...(isNamedByTopic(template) ? [] : [{ ...one, parts, confUUID }]),
            ...(isNamedByTopic(template) ? [] : [{ ...one, parts, site: 'https://c.example' }]),
            ...(fileType.toLowerCase() === one.fileType.toLowerCase() ? [] : [{ ...one, parts, fileType }]),
          ]
          expect(new Set(files.map(folded)).size).toBe(files.length)
        },
      ),
      { numRuns: 400 },
    )
  })

  it('is a safe name on every system, for any template and any data from the service', () => {
    fc.assert(
      fc.property(anyTemplate, anyRecording, (template, file) => {
        const name = recordingFileName(file, { template, words, room })
        expectSafePath(name)
        expect(name.endsWith(file.extension)).toBe(true)
        expect(name.length).toBeGreaterThan(file.extension.length)
      }),
      { numRuns: 600 },
    )
  })

  it('truncates only a long topic, between whole characters', () => {
    const family = '👩‍👩‍👧‍👦'
    const name = named('{topic} {type} {id8}', { subject: family.repeat(60) })
    expect(name).toMatch(new RegExp(`^(${family})+ Camera [0-9a-f]{8}\\.mp4$`))
    expect(Buffer.byteLength(name)).toBeGreaterThan(200 - Buffer.byteLength(family))
  })

  it('falls back to a name without folders when the template alone is too long', () => {
    expect(named(`${'长'.repeat(70)}{topic}{type}{id8}`)).toBe(named(FLAT_NAME_TEMPLATE))
  })
})

describe('a folder on Windows', () => {
  const WINDOWS_PATH = 259
  const folder = (units: number): string => `C:\\${'f'.repeat(units - 3)}`

  it('plus the name, finished or not, stays within the path limit, or is refused with PATH_TOO_LONG', () => {
    fc.assert(
      fc.property(anyTemplate, anyRecording, fc.integer({ min: 3, max: 300 }), (template, file, units) => {
        const path = folder(units)
        const within = { template, words, room: roomIn(path, 'win32') }
        let name: string
        try {
          name = recordingFileName(file, within)
        } catch (error) {
          expect(error).toMatchObject({ code: 'PATH_TOO_LONG' })
          expect(units).toBeGreaterThan(150)
          return
        }
        expectSafePath(name)
        expect(`${path}\\${name} (99).part.json`.length).toBeLessThanOrEqual(WINDOWS_PATH)
      }),
      { numRuns: 300 },
    )
  })

  it('shortens the topic first', () => {
    const subject = 'x'.repeat(150)
    const name = recordingFileName(
      { ...recording, subject },
      { template: FLAT_NAME_TEMPLATE, words, room: roomIn(folder(180), 'win32') },
    )
    expect(name).toMatch(/^2026-10-0[23] \d{4} x+ Camera [0-9a-f]{8}\.mp4$/)
    expect(`${folder(180)}\\${name} (99).part.json`).toHaveLength(WINDOWS_PATH)
    expect(
      recordingFileName(recording, {
        ...{ template: DEFAULT_NAME_TEMPLATE, words, room: roomIn(folder(222), 'win32') },
      }),
    ).toMatch(/^Camera [0-9a-f]{8}\.mp4$/)
  })

  it('may end with its separator', () => {
    expect(roomIn('C:\\', 'win32')).toEqual(roomIn('C:', 'win32'))
  })

  it('has no such limit elsewhere', () => {
    expect(roomIn(`/${'f'.repeat(400)}`, 'linux')).toEqual(room)
    expect(roomIn(`/${'f'.repeat(400)}`, 'darwin')).toEqual(room)
  })
})

describe('the name of a material', () => {
  const material = {
    site: 's',
    programId: 'p',
    programName: 'Lobby',
    materialId: 'm',
    materialName: 'poster.PNG',
  }
  it('keeps the extension of a picture', () => {
    expect(materialFileName(material)).toEqual({
      fileName: expect.stringMatching(/^Lobby poster [0-9a-f]{8}\.png$/),
      needsExtension: false,
    })
  })

  it('leaves the extension open if the name has no known one', () => {
    expect(materialFileName({ ...material, materialName: 'x.exe' })).toMatchObject({ needsExtension: true })
    expect(materialFileName({ ...material, materialName: '20200616165610218test' })).toMatchObject({
      needsExtension: true,
    })
  })

  it('is safe for any data from the service, including the extension added later', () => {
    fc.assert(
      fc.property(anyText, anyText, (programName, materialName) => {
        const { fileName, needsExtension } = materialFileName({ ...material, programName, materialName })
        expectSafe(needsExtension ? `${fileName}.jpeg` : fileName)
      }),
      { numRuns: 300 },
    )
  })

  it('shortens the program’s name, then its own, before the path gets too long', () => {
    const long = { ...material, programName: 'P'.repeat(80), materialName: `${'m'.repeat(80)}.png` }
    const within = (units: number): string => materialFileName(long, { bytes: 200, units }).fileName
    expect(within(130)).toMatch(/^P+ m+ [0-9a-f]{8}\.png$/)
    expect(within(60)).toMatch(/^m+ [0-9a-f]{8}\.png$/)
    expect(within(15)).toMatch(/^[0-9a-f]{8}\.png$/)
    expect(() => within(10)).toThrow('PATH_TOO_LONG')
  })
})

describe('minutesFileName', () => {
  const minutes = {
    ...{ site: 'https://a.example', fileCode: 'f1', topic: 'Plan', createdAt: null },
    ...{ file: 'source' as const, name: 'Plan.cwb' },
  }

  it.each([
    ['source', 'Plan.cwb', '.cwb'],
    ['source', 'Plan.JPG', '.jpg'],
    ['source', 'Plan.exe', ''],
    ['source', '', ''],
    ['pdf', 'Plan.scr', '.pdf'],
  ] as const)('rejects an executable extension: %s %s', (file, name, extension) => {
    const { fileName, needsExtension } = minutesFileName({ ...minutes, file, name })
    expect(fileName).toMatch(/^Plan [0-9a-f]{8}/)
    expect(fileName.slice('Plan 12345678'.length)).toBe(extension)
    expect(needsExtension).toBe(extension === '')
  })

  it('is safe for any data from the service', () => {
    fc.assert(
      fc.property(anyText, anyText, (topic, name) => {
        const { fileName, needsExtension } = minutesFileName({ ...minutes, topic, name })
        expectSafe(needsExtension ? `${fileName}.jpeg` : fileName)
      }),
      { numRuns: 300 },
    )
  })
})

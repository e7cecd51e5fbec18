import { beforeAll, describe, expect, it } from 'vitest'
import { describeNameProblem } from '../../i18n/describe-name-problem.ts'
import { loadAllTexts } from '../../i18n/texts.ts'
import { DEFAULT_NAME_TEMPLATE, FLAT_NAME_TEMPLATE, NAME_PLACEHOLDERS } from '../../contract/name-template.ts'
import { nameProblems, previewNames } from './name-preview.ts'
import { nameWords } from './name-words.ts'
import { withRequiredPlaceholders, countOf, hasMeetingFolder } from './name-template.ts'

beforeAll(loadAllTexts)

const ENOUGH = '{type}{part}{id8}'
/** Problems as "code about". */
const wrongWith = (
  template: string,
  folder: string | null = null,
  platform: NodeJS.Platform = 'linux',
): string[] => nameProblems(template, folder, platform).map(({ code, about }) => `${code} ${about}`.trim())

describe('template problems', () => {
  it.each([
    DEFAULT_NAME_TEMPLATE,
    ENOUGH,
    FLAT_NAME_TEMPLATE,
    `{year}/{topic} ${ENOUGH}`,
    '{id8}/{type}{part}',
    '{year}/{month}/{day}/{time} {topic}/{type}{part}',
    '{year}{month}{day}-{time}_{topic}_{scheduler}_{confID}_{duration}_[{type}]_{part}_{id8}',
    '录制 {topic} {topic} {id8}.{part}.{type}',
  ])('has no problem: %s', (template) => {
    expect(wrongWith(template)).toEqual([])
  })

  it.each([
    ['', ['empty']],
    ['  ', ['empty']],
    [`${ENOUGH} {Topic} {topic }`, ['unknown-placeholder {Topic}', 'unknown-placeholder {topic }']],
    [
      `${ENOUGH} {} {__proto__} {constructor}`,
      ['unknown-placeholder {}', 'unknown-placeholder {__proto__}', 'unknown-placeholder {constructor}'],
    ],
    [`${ENOUGH} {topic`, ['stray-brace {topic']],
    [`${ENOUGH} topic}`, ['stray-brace topic}']],
    [`{{topic}} ${ENOUGH}`, ['stray-brace {', 'stray-brace }']],
    [`/{topic} ${ENOUGH}`, ['empty-folder']],
    [`{topic} ${ENOUGH}/`, ['empty-folder']],
    [`a//b/../c ${ENOUGH}`, ['empty-folder']],
    [`1/2/3/4/5/6/${ENOUGH}`, ['too-many-folders 5']],
    ['{date} {topic}/{type}{part}', ['can-collide {id8}']],
    ['{date} {time} {topic}/{type}/{part}', ['can-collide {id8}']],
    ['{date}/{topic}/{time} {type} {part}', ['can-collide {id8}']],
    [
      `a:b\\c ${ENOUGH} <"|?*>`,
      [':', '\\', '<', '"', '|', '?', '*', '>'].map((sign) => `forbidden-character ${sign}`),
    ],
    [
      `\u202e${ENOUGH}\u0007\u00ad\u2028`,
      ['U+202E', 'U+0007', 'U+00AD', 'U+2028'].map((sign) => `forbidden-character ${sign}`),
    ],
    ['{date} {topic}', ['can-collide {type} {part} {id8}']],
    ['{id8} {type}', ['can-collide {part}']],
    [`${'x'.repeat(201)}${ENOUGH}`, ['too-long']],
    [`${'长'.repeat(60)}{topic}${ENOUGH}`, ['too-long']],
    [`${'{topic}'.repeat(9)}${ENOUGH}`, ['too-long']],
    [`${'长'.repeat(64)}${ENOUGH}`, ['too-long']],
  ])('%j', (template, problems) => {
    expect(wrongWith(template)).toEqual(problems)
  })

  it('is a folder path that is too long, on Windows only', () => {
    const folder = `C:\\${'f'.repeat(235)}`
    expect(wrongWith(DEFAULT_NAME_TEMPLATE, folder, 'win32')).toEqual(['folder-too-long'])
    expect(wrongWith(DEFAULT_NAME_TEMPLATE, folder, 'darwin')).toEqual([])
    expect(wrongWith(DEFAULT_NAME_TEMPLATE, 'C:\\Users\\me\\Videos', 'win32')).toEqual([])
  })

  it('is described in both languages', () => {
    const problem = { code: 'can-collide', about: '{id8}' } as const
    expect(describeNameProblem(problem, 'en-US')).toContain('{id8}')
    expect(describeNameProblem(problem, 'zh-CN')).toMatch(/\{id8\}.*重名/)
  })
})

it('a template is completed with only its missing placeholders', () => {
  expect(withRequiredPlaceholders('{topic}')).toBe('{topic} {type} {part} {id8}')
  expect(withRequiredPlaceholders('{part}-{id8}-{type}')).toBe('{part}-{id8}-{type}')
  expect(withRequiredPlaceholders(' \u202e')).toBe(DEFAULT_NAME_TEMPLATE)
  for (const name of NAME_PLACEHOLDERS) expect(countOf(`{${name}}{${name}}`, name)).toBe(2)
})

it('the preview shows the resulting names even if the template is invalid', () => {
  const { examples, problems } = previewNames('{topic}/{nonsense}', null)
  expect(examples).toEqual([
    expect.stringMatching(/^Weekly sync\/\{nonsense\} Camera [0-9a-f]{8}\.mp4$/),
    expect.stringMatching(/^季度经营分析会：Q3 Q4\/\{nonsense\} Screen part 2 [0-9a-f]{8}\.mp4$/),
  ])
  expect(problems).toHaveLength(2)
})

it('the preview has the words of the language', () => {
  expect(previewNames(DEFAULT_NAME_TEMPLATE, null, nameWords('zh-CN')).examples).toEqual([
    expect.stringMatching(/^2026\/11\/2026-11-\d\d \d{4} Weekly sync\/会议画面\.mp4$/),
    expect.stringMatching(/季度经营分析会：Q3 Q4\/共享画面 第 2 部分\.mp4$/),
  ])
})

it.each([
  [DEFAULT_NAME_TEMPLATE, true],
  ['{id8}/{type}', true],
  ['{year}/{date} {time} {topic} {type}', false],
  ['{date} {time} {topic}/{type}/{part}', false],
  [FLAT_NAME_TEMPLATE, false],
])('%s has a folder for each meeting: %s', (template, has) => expect(hasMeetingFolder(template)).toBe(has))

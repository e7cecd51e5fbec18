import { expect, test } from 'vitest'
import { type ArchiveRule, MAX_RULES } from './archive-rule.ts'
import { defaultSettings, type Settings, settingsPatchSchema, settingsSchema } from './settings.ts'

test('the defaults', () => {
  expect(defaultSettings).toEqual({
    language: 'system',
    theme: 'system',
    folder: null,
    fileTypes: ['Hd', 'Aux'],
    parallelFiles: 3,
    nameTemplate: '{year}/{month}/{date} {time} {topic}/{type} {part}',
    bytesPerSecond: null,
    notifies: true,
    asksBeforeQuit: true,
    onClose: 'ask',
    rereads: 'quarterly',
    retentionDays: null,
    meetingsUrl: '',
    site: 'mainland',
    accounts: [],
    caFile: null,
    proxy: { mode: 'system', url: '', username: '' },
    screenShortcut: 'off',
    linkSchemes: [],
    rules: [],
    checkForUpdates: true,
    seenVersion: '',
  } satisfies Settings)
})

const rule: ArchiveRule = {
  ...{ id: 'a-1', name: 'All', isOn: true, folder: '/videos', allUsers: true, schedulers: [], search: '' },
  ...{ since: { kind: 'days', days: 30 }, exclude: ['Test'], minSeconds: 60, fileTypes: ['Hd'] },
  ...{ nameTemplate: null, schedule: { kind: 'at', times: ['03:00'], zone: 'Asia/Shanghai' } },
  ...{ lookBackHours: 24, waitMinutes: 0 },
}

const other: Settings = {
  language: 'zh-CN',
  theme: 'dark',
  folder: '/videos',
  fileTypes: ['Audio'],
  parallelFiles: 8,
  nameTemplate: '{topic} {type} {part} {id8}',
  bytesPerSecond: 16_000,
  notifies: false,
  asksBeforeQuit: false,
  onClose: 'keep',
  rereads: 'off',
  retentionDays: 180,
  meetingsUrl: 'https://meetings.example',
  site: 'international',
  accounts: ['ab'.repeat(32)],
  caFile: '/ca.pem',
  proxy: { mode: 'none', url: '', username: '' },
  screenShortcut: 'CommandOrControl+F9',
  linkSchemes: ['meetkeep'],
  rules: [rule],
  checkForUpdates: false,
  seenVersion: '1.2.3',
}
const names = Object.keys(other) as (keyof Settings)[]
const setByMain: (keyof Settings)[] = ['folder', 'site', 'accounts', 'caFile', 'linkSchemes', 'rules']
const setByPage = names.filter((name) => !setByMain.includes(name))
const OF_ANOTHER_KIND = { of: 'another kind' }

test.each(names)('%s keeps its value, and falls back to its default alone when it is damaged', (name) => {
  expect(settingsSchema.parse(other)).toEqual(other)
  for (const damaged of [OF_ANOTHER_KIND, undefined])
    expect(settingsSchema.parse({ ...other, [name]: damaged })).toEqual({
      ...other,
      [name]: defaultSettings[name],
    })
})

test.each(setByPage)('%s is accepted from the page when it is valid, and refused otherwise', (name) => {
  const patch = { [name]: other[name] }
  expect(settingsPatchSchema.parse(patch)).toEqual(patch)
  expect(settingsPatchSchema.safeParse({ [name]: OF_ANOTHER_KIND }).success).toBe(false)
})

test.each(setByMain)('the page cannot set %s', (name) => {
  expect(settingsPatchSchema.safeParse({ [name]: other[name] }).success).toBe(false)
})

test.each<[keyof Settings, unknown]>([
  ['parallelFiles', 0],
  ['parallelFiles', 9],
  ['parallelFiles', 2.5],
  ['bytesPerSecond', 15_999],
  ['bytesPerSecond', 10_000_000_001],
  ['retentionDays', 0],
  ['retentionDays', 3651],
  ['retentionDays', 30.5],
  ['meetingsUrl', 'x'.repeat(501)],
  ['nameTemplate', 'x'.repeat(201)],
  ['seenVersion', 'x'.repeat(101)],
  ['fileTypes', ['']],
  ['fileTypes', ['x'.repeat(41)]],
  ['fileTypes', Array.from({ length: 21 }, () => 'Hd')],
  ['proxy', { mode: 'none', url: 'x'.repeat(301), username: '' }],
  ['proxy', { mode: 'none', url: '', username: 'x'.repeat(256) }],
])('%s is refused outside its bounds', (name, value) => {
  expect(settingsPatchSchema.safeParse({ [name]: value }).success).toBe(false)
  expect(settingsSchema.parse({ ...other, [name]: value })[name]).toEqual(defaultSettings[name])
})

test('a patch changes only the settings it names', () => {
  expect(settingsPatchSchema.parse({})).toEqual({})
  expect(settingsPatchSchema.safeParse({ unknown: 1 }).success).toBe(false)
})

test('a rule that is not valid drops alone, and so does a second one of its id', () => {
  const next = { ...rule, id: 'b', schedule: { kind: 'every', hours: 6 } }
  const damaged = [
    { ...rule, id: 'c', since: { kind: 'day', day: '2026-02-30' } },
    { ...rule, id: '../d' },
    { ...rule, id: 'e', schedule: { kind: 'at', times: ['24:00'], zone: null } },
    7,
  ]
  const rules = [rule, ...damaged, { ...rule, name: 'Renamed' }, next]
  expect(settingsSchema.parse({ rules }).rules).toEqual([{ ...rule, name: 'Renamed' }, next])
  const many = Array.from({ length: MAX_RULES + 5 }, (_, at) => ({ ...rule, id: `r${at}` }))
  expect(settingsSchema.parse({ rules: many }).rules).toEqual(many.slice(0, MAX_RULES))
})

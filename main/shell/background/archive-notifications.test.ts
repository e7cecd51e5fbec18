import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, vi } from 'vitest'
import type { AccountState } from '../../../contract/account.ts'
import type { ArchiveRule, RuleState } from '../../../contract/archive-rule.ts'
import { defaultSettings } from '../../../contract/settings.ts'
import { loadAllTexts } from '../../../i18n/texts.ts'
import { test } from '../../../test/fixtures.ts'
import { sampleRule, sampleRuleState } from '../../../test/sample-rule.ts'
import { createArchiveNotifications } from './archive-notifications.ts'

beforeAll(loadAllTexts)

const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }
type Shown = { text: object; isOnPage?: boolean; button?: { onPressed: () => void }; onPressed?: () => void }

function open(home: string, folder: string) {
  const shown: Shown[] = []
  const opened: string[] = []
  const ran: string[] = []
  const quarantined: string[] = []
  const world = {
    account: { account: null, failure: null } as AccountState,
    states: [] as RuleState[],
    leaving: { leavingSoon: 0, days: null as number | null },
    notifies: true,
  }
  const rules: ArchiveRule[] = [sampleRule({ name: 'All', folder }), sampleRule({ id: 'r-2', isOn: false })]
  const { check } = createArchiveNotifications({
    ...{ home, log, language: () => 'en-US' },
    services: {
      downloads: { list: () => [] } as never,
      leaving: { soon: () => world.leaving },
      session: { state: () => world.account } as never,
    },
    rules: {
      list: () => ({ rules, states: world.states }),
      act: (id) => void ran.push(id),
      onChange: () => () => undefined,
    },
    recent: { newestAt: () => null },
    settings: {
      get: () => ({ ...defaultSettings, notifies: world.notifies, retentionDays: 180, trusted: [] }),
      onChange: () => () => undefined,
    },
    notify: (one) => void shown.push(one),
    open: (command) => void opened.push(command),
    onQuarantined: (path) => void quarantined.push(path),
  })
  return { world, check, shown, opened, ran, quarantined }
}

const NEEDS_SIGN_IN = [sampleRuleState({ failure: { code: 'AUTH_REQUIRED' } })]
const texts = (shown: Shown[]) => shown.map(({ text }) => text)

test('what was told is not told again after a restart, and a click opens its page', async ({
  home,
  folder,
}) => {
  const first = open(home, folder)
  first.world.states = NEEDS_SIGN_IN
  await Promise.all([first.check(), first.check()])
  expect(texts(first.shown)).toEqual([
    { title: 'Sign in to keep saving recordings', body: '“All” cannot run until you sign in.' },
  ])
  first.shown[0]?.onPressed?.()
  first.shown[0]?.button?.onPressed()
  expect(first.opened).toEqual(['app.signIn', 'app.signIn'])

  const second = open(home, folder)
  second.world.states = NEEDS_SIGN_IN
  await second.check()
  expect(second.shown).toEqual([])
})

test('“Save now” runs the rules that are on', async ({ home, folder }) => {
  const { world, check, shown, opened, ran } = open(home, folder)
  world.leaving = { leavingSoon: 2, days: 1 }
  await check()
  expect(texts(shown)).toEqual([
    { title: '2 unsaved recordings leave the cloud soon', body: 'The first one leaves in 1 day.' },
  ])
  shown[0]?.button?.onPressed()
  expect([ran, opened]).toEqual([['r-1'], []])
  shown[0]?.onPressed?.()
  expect(opened).toEqual(['go.recordings'])
})

test('while notifications are off nothing counts as told', async ({ home, folder }) => {
  const { world, check, shown } = open(home, folder)
  world.states = NEEDS_SIGN_IN
  world.notifies = false
  await check()
  expect(shown).toEqual([])
  world.notifies = true
  await check()
  expect(shown).toHaveLength(1)
})

test.for([['{"version":1,"signIn":"yes"}'], [JSON.stringify({ version: 2 })]])(
  'a state file that is not valid is set aside: %s',
  async ([text = ''], { home, folder }) => {
    const path = join(home, 'notifications.json')
    await writeFile(path, text)
    const { world, check, shown, quarantined } = open(home, folder)
    world.states = NEEDS_SIGN_IN
    await check()
    expect(shown).toHaveLength(1)
    expect(quarantined).toHaveLength(1)
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ version: 1, signIn: true })
  },
)

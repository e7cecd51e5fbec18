import { beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import type { ArchiveRule, RuleState } from '../../../contract/archive-rule.ts'
import { sampleCoverage, sampleRule, sampleRuleState } from '../../../test/sample-rule.ts'
import type { KnownRule } from '../../state/rules-state.ts'
import { draw, t } from '../../testing/draw.tsx'
import { fakeMain } from '../../testing/fake-main.ts'
import { ArchiveHeader } from './archive-header.tsx'

const NOW = new Date(2026, 10, 20, 14, 30).getTime()
const at = (day: number, hour: number) => new Date(2026, 10, day, hour).toISOString()

beforeEach(() => {
  fakeMain.handle('rules.act', () => undefined)
  fakeMain.handle('rules.save', () => undefined)
})

const known = (state: Partial<RuleState> | null, rule: Partial<ArchiveRule> = {}): KnownRule => ({
  rule: sampleRule(rule),
  state: state === null ? null : sampleRuleState(state),
})
const header = (...rules: KnownRule[]) => draw(<ArchiveHeader rules={rules} now={NOW} />)
const region = () => page.getByRole('region', { name: t('rules.title') })
const button = (name: string) => region().getByRole('button', { name, exact: true })

const LEFT = sampleCoverage({
  ...{ recordings: 1210, complete: 1204, waiting: 4, failed: 2 },
  oldestNotSaved: new Date(2026, 0, 14).toISOString(),
})

test('the header says how much is saved, what is left, and saves it with one press', async () => {
  await header(known({ coverage: LEFT, nextPassAt: at(20, 18) }))
  await expect.element(region()).toHaveTextContent('1,204 of 1,210 saved')
  for (const fact of ['1.8 TB', '4 being prepared', '2 need you', 'oldest not saved: Jan 14'])
    await expect.element(region().getByText(fact)).toBeVisible()
  await expect.element(region()).toHaveTextContent('Every 24 hours · Next: today 18:00 · Last: ')
  await button('Save the 6').click()
  await expect.poll(() => fakeMain.callsOf('rules.act')).toEqual([{ id: 'r-1', action: 'run' }])
})

const BUTTONS: [string, string, Partial<RuleState> | null][] = [
  ['Reading the folder…', t('rules.buttons.check'), null],
  ['Ready for the first run', t('rules.buttons.begin'), { lastPass: null, coverage: null }],
  ['No recordings yet', t('rules.buttons.check'), { coverage: sampleCoverage({ recordings: 0 }) }],
  ['1,204 of 1,204 saved', t('rules.buttons.check'), {}],
  ['4 being prepared', t('rules.buttons.check'), { coverage: sampleCoverage({ waiting: 4 }) }],
  ['1 file missing', 'Save 1 recording', { coverage: sampleCoverage({ partly: 1, missing: 1 }) }],
  ['3 not allowed', t('rules.buttons.check'), { coverage: sampleCoverage({ notAllowed: 3 }) }],
]

test.each(BUTTONS)('%s: %s', async (words, name, state) => {
  await header(known(state))
  await expect.element(region()).toHaveTextContent(words)
  await expect.element(button(name)).toBeEnabled()
  expect(region().getByRole('progressbar').query()).toBeNull()
})

const RUNNING: [string, Partial<RuleState>][] = [
  [t('rules.phases.queued'), { phase: 'queued' }],
  [t('rules.phases.listing'), { phase: 'listing' }],
  ['Saving: 3 of 6 recordings', { phase: 'fetching', progress: { done: 3, of: 6 } }],
]

test.each(RUNNING)('while a pass is on its way (%s) it can be stopped', async (words, state) => {
  await header(known({ coverage: LEFT, ...state }))
  await expect.element(region().getByText(words).first()).toBeVisible()
  await expect.element(region().getByRole('progressbar')).toBeInTheDocument()
  expect(button('Save the 6').query()).toBeNull()
  await button(t('rules.buttons.stop')).click()
  await expect.poll(() => fakeMain.callsOf('rules.act')).toEqual([{ id: 'r-1', action: 'stop' }])
})

test('a pass that is stopping is not stopped twice', async () => {
  await header(known({ phase: 'stopping' }))
  await expect.element(button(t('rules.buttons.stop'))).toBeDisabled()
})

test('the progress of a pass has its value', async () => {
  await header(known({ phase: 'fetching', progress: { done: 3, of: 6 } }))
  await expect.element(region().getByRole('progressbar')).toHaveAttribute('aria-valuenow', '50')
})

test('what was gone before it was saved is said in every state, with its report', async () => {
  fakeMain.handle('rules.saveReport', () => ({ isSaved: true }))
  const coverage = sampleCoverage({ goneBeforeSaved: 2 })
  const view = await header(known({ coverage }))
  const words = '2 recordings left the cloud before they were saved'
  await expect.element(region().getByText(words)).toBeVisible()
  await view.rerender(<ArchiveHeader rules={[known({ coverage, phase: 'listing' })]} now={NOW} />)
  await expect.element(region().getByText(words)).toBeVisible()
  const failure = { code: 'OFFLINE' as const }
  await view.rerender(<ArchiveHeader rules={[known({ coverage, failure })]} now={NOW} />)
  await expect.element(region().getByText(words)).toBeVisible()
  await button(t('rules.which')).click()
  await expect.poll(() => fakeMain.callsOf('rules.saveReport')).toEqual([{ id: 'r-1', format: 'html' }])
  await expect.element(page.getByText(t('rules.report.saved'))).toBeVisible()
})

const FAILURES = ['AUTH_REQUIRED', 'OFFLINE', 'DISK_FULL', 'RATE_LIMITED', 'NO_PERMISSION'] as const

test.each(FAILURES)('a pass that failed (%s) says what to do, and can be tried again', async (code) => {
  await header(known({ coverage: LEFT, failure: { code } }))
  await expect.element(region().getByText(t(`errors.${code}.title`))).toBeVisible()
  expect(
    region()
      .getByRole('button', { name: t('common.failure.openSettings') })
      .query(),
  ).toBeNull()
  await button(t('rules.buttons.again')).click()
  await expect.poll(() => fakeMain.callsOf('rules.act')).toEqual([{ id: 'r-1', action: 'run' }])
})

test('a session that ended leads to the sign-in', async () => {
  await header(known({ failure: { code: 'AUTH_REQUIRED' } }))
  await button(t('common.account.signIn')).click()
  expect(window.location.hash).toBe('#/welcome')
})

test('another folder is chosen for a rule whose folder is missing', async () => {
  fakeMain.handle('rules.chooseFolder', () => ({ folder: '/other' }))
  await header(known({ coverage: null, failure: { code: 'FOLDER_MISSING' } }))
  await button(t('rules.actions.chooseFolder')).click()
  await expect.poll(() => fakeMain.callsOf('rules.save')).toEqual([sampleRule({ folder: '/other' })])
})

test('no folder chosen changes nothing', async () => {
  fakeMain.handle('rules.chooseFolder', () => ({ folder: null }))
  await header(known({ failure: { code: 'FOLDER_MISSING' } }))
  await button(t('rules.actions.chooseFolder')).click()
  await expect.poll(() => fakeMain.callsOf('rules.chooseFolder')).toHaveLength(1)
  expect(fakeMain.callsOf('rules.save')).toEqual([])
})

test('several rules are one row each, with their names', async () => {
  await header(
    known({ coverage: LEFT }),
    known({ id: 'r-2', phase: 'queued' }, { id: 'r-2', name: 'Board', isOn: false }),
  )
  await expect.element(region().getByRole('group', { name: 'Board' })).toHaveTextContent(/Queued/)
  await expect.element(region().getByText('Board', { exact: true })).toBeVisible()
  await expect.element(button('Save the 6')).toBeVisible()
  await expect.element(button(t('rules.buttons.stop'))).toBeVisible()
})

test('a rule that is off says so', async () => {
  await header(known({}, { isOn: false }))
  await expect.element(region().getByText(t('rules.off'))).toBeVisible()
})

test('a report is saved as a table from the menu', async () => {
  fakeMain.handle('rules.saveReport', () => ({ isSaved: false }))
  await header(known({}))
  await button(t('rules.actions.labelOf', { name: 'All recordings' })).click()
  await page.getByRole('menuitem', { name: t('rules.actions.csv') }).click()
  await expect.poll(() => fakeMain.callsOf('rules.saveReport')).toEqual([{ id: 'r-1', format: 'csv' }])
  expect(page.getByText(t('rules.report.saved')).query()).toBeNull()
})

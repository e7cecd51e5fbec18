import { beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { AppError } from '../../../contract/errors.ts'
import type { DryRun } from '../../../contract/archive-rule.ts'
import { sampleDryRun, sampleRule } from '../../../test/sample-rule.ts'
import { closeRuleEditor, editRule } from '../../model/rule-editor.ts'
import { rulesQuery } from '../../state/rules-state.ts'
import { draw, SAMPLE_ACCOUNT, t } from '../../testing/draw.tsx'
import { deferred, fakeMain } from '../../testing/fake-main.ts'
import { RuleDialog } from './rule-dialog.tsx'

const RULE = sampleRule()
const dialog = () => page.getByRole('dialog', { name: /rule$/ })
const button = (name: string) => page.getByRole('button', { name, exact: true })
const field = (name: string) => dialog().getByLabelText(name, { exact: true })
const question = () => page.getByRole('alertdialog')

beforeEach(() => {
  closeRuleEditor()
  fakeMain.handle('rules.save', () => undefined)
  fakeMain.handle('rules.cancelDryRun', () => undefined)
  rulesQuery.replace({ rules: [RULE], states: [] })
})

async function open(id: string | null, isAdmin: boolean | null = true, folder: string | null = '/archive') {
  await draw(<RuleDialog />, { account: { ...SAMPLE_ACCOUNT, isAdmin }, settings: { folder } })
  editRule(id)
  await expect.element(dialog()).toBeVisible()
}

const choose = async (label: string, option: string) => {
  await dialog().getByRole('combobox', { name: label }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

test('a new rule is ready to be saved, with Enter', async () => {
  await open(null)
  await field(t('rules.editor.name')).click()
  await userEvent.keyboard('{Enter}')
  await expect.element(dialog()).not.toBeInTheDocument()
  const [saved] = fakeMain.callsOf('rules.save')
  expect(saved).toMatchObject({
    ...{ name: t('rules.newName.everyone'), allUsers: true, folder: '/archive', isOn: true },
    since: { kind: 'days', days: 180 },
    schedule: { kind: 'every', hours: 24 },
  })
  expect(fakeMain.callsOf('rules.save')).toHaveLength(1)
})

test('a rule is changed under its id', async () => {
  await open(RULE.id)
  await field(t('rules.editor.name')).fill('Board')
  await choose(t('rules.editor.whose'), t('rules.editor.whoseOptions.schedulers'))
  await field(t('rules.editor.schedulers')).fill('Li Na, 王伟')
  await choose(t('rules.editor.schedule'), t('rules.editor.scheduleOptions.at'))
  await field(t('rules.editor.times')).fill('3:00')
  await button(t('common.actions.save')).click()
  await expect
    .poll(() => fakeMain.callsOf('rules.save'))
    .toEqual([
      {
        ...RULE,
        name: 'Board',
        schedulers: ['Li Na', '王伟'],
        schedule: { kind: 'at', times: ['03:00'], zone: null },
      },
    ])
})

test('what is wrong is said at its field, which gets the focus; nothing is saved', async () => {
  await open(null, true, null)
  await field(t('rules.editor.days')).fill('0')
  await button(t('common.actions.save')).click()
  await expect.element(dialog().getByText('At least 1')).toBeVisible()
  await expect.element(dialog().getByText(t('rules.editor.problems.empty'))).toBeVisible()
  await expect.element(field(t('rules.editor.days'))).toHaveFocus()
  await button(t('rules.editor.try')).click()
  expect(fakeMain.callsOf('rules.save')).toEqual([])
  expect(fakeMain.callsOf('rules.dryRun')).toEqual([])
  fakeMain.handle('rules.chooseFolder', () => ({ folder: '/chosen' }))
  await button(t('settings.saving.chooseFolder')).click()
  await field(t('rules.editor.days')).fill('30')
  await button(t('common.actions.save')).click()
  await expect
    .poll(() => fakeMain.callsOf('rules.save'))
    .toMatchObject([{ folder: '/chosen', since: { kind: 'days', days: 30 } }])
})

test('a problem among the folded fields unfolds them', async () => {
  await open(RULE.id)
  await dialog().getByText(t('rules.editor.groups.more')).click()
  await field(t('rules.editor.wait')).fill('')
  await dialog().getByText(t('rules.editor.groups.more')).click()
  await button(t('common.actions.save')).click()
  await expect.element(field(t('rules.editor.wait'))).toBeVisible()
  await expect.element(field(t('rules.editor.wait'))).toHaveFocus()
})

test('a rule may have names of its own, which main checks', async () => {
  fakeMain.handle('settings.previewName', ({ template }) => ({
    problems: template === '{x}' ? [{ code: 'unknown-placeholder', about: '{x}' }] : [],
    examples: [`${template}.mp4`],
  }))
  await open(RULE.id)
  await dialog().getByText(t('rules.editor.groups.more')).click()
  await choose(t('rules.editor.names'), t('rules.editor.namesOptions.own'))
  await field(t('rules.editor.template')).fill('{x}')
  await expect.element(dialog().getByText('{x} is not a placeholder.')).toBeVisible()
  await button(t('common.actions.save')).click()
  expect(fakeMain.callsOf('rules.save')).toEqual([])
  await field(t('rules.editor.template')).fill('{topic} {id8}')
  await expect.element(dialog().getByText('{topic} {id8}.mp4')).toBeVisible()
  await button(t('common.actions.save')).click()
  await expect
    .poll(() => fakeMain.callsOf('rules.save'))
    .toEqual([{ ...RULE, nameTemplate: '{topic} {id8}' }])
})

test('Escape closes an unchanged rule, and asks before changes are lost', async () => {
  await open(RULE.id)
  await userEvent.keyboard('{Escape}')
  await expect.element(dialog()).not.toBeInTheDocument()
  editRule(RULE.id)
  await field(t('rules.editor.name')).fill('Board')
  await userEvent.keyboard('{Escape}')
  await expect.element(question()).toHaveTextContent(t('rules.editor.discardTitle'))
  await button(t('rules.editor.keep')).click()
  await expect.element(field(t('rules.editor.name'))).toHaveValue('Board')
  await button(t('common.actions.cancel')).click()
  await button(t('rules.editor.discard')).click()
  await expect.element(dialog()).not.toBeInTheDocument()
  expect(fakeMain.callsOf('rules.save')).toEqual([])
  editRule(RULE.id)
  await expect.element(field(t('rules.editor.name'))).toHaveValue(RULE.name)
})

test('a rule that main refuses stays open, with the reason', async () => {
  fakeMain.handle('rules.save', () => {
    throw new AppError('FOLDER_MISSING')
  })
  await open(RULE.id)
  await button(t('common.actions.save')).click()
  await expect.element(dialog().getByText(t('errors.FOLDER_MISSING.title'))).toBeVisible()
})

test('without administrator rights there is no choice of users', async () => {
  await open(null, false)
  await expect.element(dialog().getByText(t('rules.editor.mineOnly'))).toBeVisible()
  expect(
    dialog()
      .getByRole('combobox', { name: t('rules.editor.whose') })
      .query(),
  ).toBeNull()
  await button(t('common.actions.save')).click()
  await expect.poll(() => fakeMain.callsOf('rules.save')).toMatchObject([{ allUsers: false, schedulers: [] }])
})

const panel = () => dialog().getByRole('region', { name: t('rules.dryRun.label') })

test('a dry run says what a pass would do, until the rule changes', async () => {
  fakeMain.handle('rules.dryRun', () => sampleDryRun({ goneBeforeSaved: 1 }))
  await open(RULE.id)
  await button(t('rules.editor.try')).click()
  for (const words of [
    'Would save 34 recordings (≈ 12 GB)',
    '208 already here',
    '3 being prepared',
    '5 left out',
    '1 left the cloud before it was saved',
    '120 GB free',
    'Quarterly review',
    'and 33 more',
  ])
    await expect.element(panel().getByText(words)).toBeVisible()
  expect(fakeMain.callsOf('rules.dryRun')).toEqual([RULE])
  await field(t('rules.editor.days')).fill('7')
  await expect.element(panel().getByText(t('rules.dryRun.hint'))).toBeVisible()
  expect(fakeMain.callsOf('rules.save')).toEqual([])
})

const RESULTS: [string, Partial<DryRun>][] = [
  [t('rules.dryRun.nothing'), { toFetch: 0, rows: [] }],
  ['Would save 34 recordings', { bytes: null, freeBytes: null }],
  ['Does not fit: 1 GB free', { freeBytes: 1024 ** 3 }],
  [t('rules.dryRun.incomplete'), { failure: { code: 'LIST_INCOMPLETE', params: { listed: 1, count: 2 } } }],
]

test.each(RESULTS)('a dry run says: %s', async (words, own) => {
  fakeMain.handle('rules.dryRun', () => sampleDryRun(own))
  await open(RULE.id)
  await button(t('rules.editor.try')).click()
  await expect.element(panel().getByText(words, { exact: true })).toBeVisible()
})

test('a dry run can be stopped, is no failure then, and ends with the editor', async () => {
  const answer = deferred<DryRun>()
  fakeMain.handle('rules.dryRun', () => answer.promise)
  fakeMain.handle('rules.cancelDryRun', () => answer.reject(new AppError('CANCELLED')))
  await open(RULE.id)
  await button(t('rules.editor.try')).click()
  await expect.element(panel().getByText(t('rules.editor.trying'))).toBeVisible()
  await button(t('rules.buttons.stop')).click()
  await expect.element(panel().getByText(t('rules.dryRun.hint'))).toBeVisible()
  fakeMain.handle('rules.dryRun', () => new Promise(() => undefined))
  await button(t('rules.editor.try')).click()
  await userEvent.keyboard('{Escape}')
  await expect.poll(() => fakeMain.callsOf('rules.cancelDryRun')).toHaveLength(2)
})

test('a dry run that fails says why', async () => {
  fakeMain.handle('rules.dryRun', () => {
    throw new AppError('OFFLINE')
  })
  await open(RULE.id)
  await button(t('rules.editor.try')).click()
  await expect.element(panel().getByText(t('errors.OFFLINE.title'))).toBeVisible()
})

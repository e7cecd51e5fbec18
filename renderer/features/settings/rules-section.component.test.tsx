import { beforeEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { sampleCoverage, sampleRule, sampleRuleState } from '../../../test/sample-rule.ts'
import { closeRuleEditor, useEditedRule } from '../../model/rule-editor.ts'
import { rulesQuery, type RulesState } from '../../state/rules-state.ts'
import { draw, t } from '../../testing/draw.tsx'
import { fakeMain } from '../../testing/fake-main.ts'
import { RulesSection } from './rules-section.tsx'

const button = (name: string) => page.getByRole('button', { name, exact: true })
const question = () => page.getByRole('alertdialog')

beforeEach(() => {
  closeRuleEditor()
  fakeMain.handle('rules.remove', () => undefined)
  fakeMain.handle('rules.save', () => undefined)
})

/** What the editor would open. */
function Edited() {
  const edited = useEditedRule()
  return <output>{edited === null ? 'nothing' : (edited.id ?? 'new')}</output>
}

async function section(state: RulesState) {
  rulesQuery.replace(state)
  await draw(
    <>
      <RulesSection />
      <Edited />
    </>,
  )
}

const ONE: RulesState = { rules: [sampleRule()], states: [sampleRuleState()] }

test('without rules one can be added', async () => {
  await section({ rules: [], states: [] })
  await expect.element(page.getByText(t('rules.none'))).toBeVisible()
  await button(t('rules.add')).click()
  await expect.element(page.getByText('new', { exact: true })).toBeVisible()
})

test('a rule says whose recordings it saves, where and when, and is edited', async () => {
  await section(ONE)
  const rule = page.getByRole('group', { name: 'All recordings' })
  for (const words of ['All users, last 180 days', '/archive', 'Every 24 hours', '1,204 of 1,204 saved'])
    await expect.element(rule.getByText(words)).toBeVisible()
  await button(t('rules.actions.labelOf', { name: 'All recordings' })).click()
  await page.getByRole('menuitem', { name: t('rules.actions.edit') }).click()
  await expect.element(page.getByText('r-1', { exact: true })).toBeVisible()
})

test('a rule is turned off', async () => {
  await section(ONE)
  await page.getByRole('switch', { name: t('rules.actions.isOn', { name: 'All recordings' }) }).click()
  await expect.poll(() => fakeMain.callsOf('rules.save')).toEqual([sampleRule({ isOn: false })])
})

test('a rule is removed after a question', async () => {
  await section(ONE)
  const ask = async () => {
    await button(t('rules.actions.labelOf', { name: 'All recordings' })).click()
    await page.getByRole('menuitem', { name: t('rules.actions.remove') }).click()
    await expect.element(question()).toHaveTextContent('/archive')
  }
  await ask()
  await button(t('common.actions.cancel')).click()
  await expect.element(question()).not.toBeInTheDocument()
  expect(fakeMain.callsOf('rules.remove')).toEqual([])
  await ask()
  await button(t('rules.remove.confirm')).click()
  await expect.poll(() => fakeMain.callsOf('rules.remove')).toEqual([{ id: 'r-1' }])
})

test('an event of main changes what is shown', async () => {
  await section(ONE)
  const coverage = sampleCoverage({ recordings: 1205, partly: 1 })
  fakeMain.emit('rules.changed', { ...ONE, states: [sampleRuleState({ coverage })] })
  await expect.element(page.getByText('1,204 of 1,205 saved')).toBeVisible()
  await expect.element(button('Save 1 recording')).toBeVisible()
})

import { expect, vi } from 'vitest'
import type { ArchiveRule } from '../../contract/archive-rule.ts'
import { test } from '../../test/fixtures.ts'
import type { HandlerContext } from './handler-context.ts'
import { ruleCalls } from './rules.ts'

const rule: ArchiveRule = {
  ...{ id: 'a', name: 'All', isOn: true, folder: '/mine', allUsers: true, schedulers: [], search: '' },
  ...{ since: { kind: 'days', days: 30 }, exclude: [], minSeconds: 0, fileTypes: [] },
  ...{ nameTemplate: null, schedule: { kind: 'every', hours: 24 }, lookBackHours: 24, waitMinutes: 0 },
}

/** Handlers; the user chooses these folders in the dialogs, one after the other. */
function withChoices(...choices: (string | null)[]) {
  const rules = {
    list: () => ({ rules: [{ ...rule, id: 'b', folder: '/of-a-rule' }], states: [] }),
    save: vi.fn(),
    dryRun: vi.fn(async () => ({})),
  }
  const settings = { get: () => ({ folder: '/of-settings' }) }
  const host = { chooseFolder: async () => choices.shift() ?? null }
  const context = { services: { rules }, settings, host } as unknown as HandlerContext
  return { calls: ruleCalls(context), rules }
}

test('a rule may name no folder but a known one, or one that was chosen in the dialog', async () => {
  const { calls, rules } = withChoices('/chosen', null)
  for (const folder of ['/mine', '/', '/of-settings/below', '/of-a-rule/..', ''])
    expect(() => calls['rules.save']({ ...rule, folder })).toThrow(
      expect.objectContaining({ code: 'BAD_INPUT' }),
    )
  await expect(calls['rules.dryRun'](rule)).rejects.toMatchObject({ code: 'BAD_INPUT' })
  expect(rules.save).not.toHaveBeenCalled()
  expect(rules.dryRun).not.toHaveBeenCalled()

  expect(await calls['rules.chooseFolder']()).toEqual({ folder: '/chosen' })
  expect(await calls['rules.chooseFolder']()).toEqual({ folder: null })
  for (const folder of ['/chosen', '/of-settings', '/of-a-rule']) calls['rules.save']({ ...rule, folder })
  expect(rules.save).toHaveBeenCalledTimes(3)
  await calls['rules.dryRun']({ ...rule, folder: '/chosen' })
  expect(rules.dryRun).toHaveBeenCalledOnce()
})

test('of many chosen folders the last ones are remembered', async () => {
  const folders = Array.from({ length: 21 }, (_, at) => `/chosen-${at}`)
  const { calls, rules } = withChoices(...folders)
  for (const _ of folders) await calls['rules.chooseFolder']()
  expect(() => calls['rules.save']({ ...rule, folder: '/chosen-0' })).toThrow()
  calls['rules.save']({ ...rule, folder: '/chosen-20' })
  expect(rules.save).toHaveBeenCalledOnce()
})

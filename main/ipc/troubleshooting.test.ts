import { expect, test, vi } from 'vitest'
import { troubleshootingCalls } from './troubleshooting.ts'
import type { HandlerContext } from './handler-context.ts'

function calls() {
  const saveText = vi.fn(async (_name: string, _text: string) => true)
  const diagnostics = vi.fn(async () => 'first')
  const host = { saveText, diagnostics }
  return { ...host, calls: troubleshootingCalls({ host } as unknown as HandlerContext) }
}

test('the diagnostics shown last are saved, even if they have changed since', async () => {
  const { calls: ours, saveText, diagnostics } = calls()
  expect(await ours['diagnostics.collect']()).toEqual({ text: 'first' })
  diagnostics.mockResolvedValue('second')
  expect(await ours['diagnostics.save']()).toEqual({ isSaved: true })
  expect(saveText).toHaveBeenLastCalledWith('meetkeep-diagnostics.txt', 'first')
})

test('diagnostics that were not shown are not saved', async () => {
  const { calls: ours, saveText } = calls()
  await expect(ours['diagnostics.save']()).rejects.toMatchObject({ code: 'BAD_INPUT' })
  expect(saveText).not.toHaveBeenCalled()
})

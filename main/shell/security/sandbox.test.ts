import { expect, test, vi } from 'vitest'
import { enableSandbox } from './sandbox.ts'

function started(...switches: string[]) {
  const hasSwitch = (name: string): boolean => switches.includes(name)
  return { commandLine: { hasSwitch } as never, enableSandbox: vi.fn() }
}

test('every page is in the sandbox', () => {
  const app = started()
  expect(enableSandbox(app)).toBe(true)
  expect(app.enableSandbox).toHaveBeenCalledOnce()
})

test('a start without the sandbox is not made to look like one with it', () => {
  const app = started('no-sandbox')
  expect(enableSandbox(app)).toBe(false)
  expect(app.enableSandbox).not.toHaveBeenCalled()
})

import { expect, test, vi } from 'vitest'
import { enableSandbox } from './sandbox.ts'

function started(...switches: string[]) {
  const hasSwitch = (name: string): boolean => switches.includes(name)
  return { commandLine: { hasSwitch } as never, enableSandbox: vi.fn() }
}

test('every page is sandboxed', () => {
  for (const platform of ['linux', 'win32', 'darwin'] as const) {
    const app = started()
    expect(enableSandbox(app, platform)).toBe(true)
    expect(app.enableSandbox).toHaveBeenCalledOnce()
  }
})

test('outside Linux a start without the sandbox enables it again completely', () => {
  for (const platform of ['win32', 'darwin'] as const) {
    const app = started('no-sandbox')
    expect(enableSandbox(app, platform)).toBe(true)
    expect(app.enableSandbox).toHaveBeenCalledOnce()
  }
})

test('on Linux a start without the sandbox stays without it', () => {
  const app = started('no-sandbox')
  expect(enableSandbox(app, 'linux')).toBe(false)
  expect(app.enableSandbox).not.toHaveBeenCalled()
})

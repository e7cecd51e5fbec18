import { describe, expect, it } from 'vitest'
import { waitForDescriptors } from './descriptors.ts'

const failing = (code: string): Error => Object.assign(new Error(code), { code })

/** A step that fails with each of these codes in turn, then succeeds. */
function step(...codes: string[]): { run: () => Promise<string>; runs: () => number } {
  let runs = 0
  return {
    runs: () => runs,
    run: async () => {
      const code = codes[runs]
      runs += 1
      if (code !== undefined) throw failing(code)
      return 'done'
    },
  }
}

describe('waitForDescriptors', () => {
  it.each([['EMFILE'], ['ENFILE']])('repeats a step that fails with %s', async (code) => {
    const { run, runs } = step(code, code)
    await expect(waitForDescriptors(run)).resolves.toBe('done')
    expect(runs()).toBe(3)
  })

  it('does not repeat any other failure', async () => {
    const { run, runs } = step('EMFILE', 'ENOENT', 'EMFILE')
    await expect(waitForDescriptors(run)).rejects.toMatchObject({ code: 'ENOENT' })
    expect(runs()).toBe(2)
  })

  it('does not repeat a step once it is aborted', async () => {
    const controller = new AbortController()
    const { run, runs } = step(...Array.from({ length: 20 }, () => 'EMFILE'))
    const waiting = waitForDescriptors(run, { signal: controller.signal })
    controller.abort()
    await expect(waiting).rejects.toMatchObject({ code: 'EMFILE' })
    expect(runs()).toBe(1)
  })

  it('repeats what the caller calls a shortage', async () => {
    const { run, runs } = step('none left')
    const isShort = (error: unknown): boolean => (error as Error).message === 'none left'
    await expect(waitForDescriptors(run, { isShort })).resolves.toBe('done')
    expect(runs()).toBe(2)
  })
})

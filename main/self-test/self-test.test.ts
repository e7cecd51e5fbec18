import { expect, test, vi } from 'vitest'
import type { SelfTestReport } from '../../contract/self-test.ts'
import { createSelfTest } from './self-test.ts'

vi.mock('./run-all-checks.ts', () => ({
  runSelfTest: async ({ askPage }: { askPage: (task: object) => Promise<SelfTestReport> }) =>
    void (await askPage({ picture: 'p', film: null })),
}))
const broken = { status: 'failed', error: 'why' } as const
const report: SelfTestReport = {
  ...{ isolation: broken, code: broken, film: broken },
  ...{ thumbnail: broken, features: broken, permissions: broken },
}

test('an unexpected or second report of a page is refused', async () => {
  const sendTask = vi.fn()
  const selfTest = createSelfTest({ sendTask } as never)
  const refusal = expect.objectContaining({ code: 'BAD_INPUT' })
  expect(() => selfTest.report(report)).toThrow(refusal)
  const run = selfTest.run()
  await expect.poll(() => sendTask).toHaveBeenCalledExactlyOnceWith({ picture: 'p', film: null })
  selfTest.report(report)
  await run
  expect(() => selfTest.report(report)).toThrow(refusal)
})

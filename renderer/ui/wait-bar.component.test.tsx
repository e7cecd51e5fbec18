import { beforeEach, expect, test } from 'vitest'
import type { PaceWait } from '../../contract/pace.ts'
import { createFormat } from '../i18n/format.ts'
import { draw, t } from '../testing/draw.tsx'
import { fakeMain } from '../testing/fake-main.ts'
import { WaitBar } from './wait-bar.tsx'

const UNTIL = Date.parse('2026-11-29T10:32:07Z')
const wait = (patch: Partial<PaceWait> = {}): PaceWait => ({
  ...{ host: 'site.example', until: UNTIL, why: 'asked', ...patch },
})
const time = (until: number) => createFormat('en-US').exactTime(new Date(until).toISOString())

beforeEach(() => {
  fakeMain.reset()
  fakeMain.handle('pace.waits', () => [])
})

test('a wait is shown for as long as it lasts, and the longest of several', async () => {
  const view = await draw(<WaitBar />)
  const bar = view.getByRole('status')
  await expect.element(bar).toHaveTextContent('')
  fakeMain.emit('pace.changed', [wait()])
  await expect.element(bar).toHaveTextContent(t('common.wait.asked', { time: time(UNTIL) }))
  const later = UNTIL + 60_000
  fakeMain.emit('pace.changed', [wait(), wait({ until: later, why: 'limit' })])
  await expect.element(bar).toHaveTextContent(t('common.wait.limit', { time: time(later) }))
  fakeMain.emit('pace.changed', [])
  await expect.poll(() => view.container.textContent).toBe('')
})

import { beforeEach, expect, test } from 'vitest'
import { sampleRecording } from '../../../test/sample-recording.ts'
import type { StateKey } from '../../model/recording-state.ts'
import { draw, t } from '../../testing/draw.tsx'
import { fakeMain } from '../../testing/fake-main.ts'
import { LeavesLabel } from './leaves-label.tsx'

const NOW = Date.parse('2026-11-29T08:00:00Z')

beforeEach(() => fakeMain.reset())

const drawLabel = async (ago: number, state: StateKey, retentionDays: number | null = 180) => {
  const startTime = new Date(NOW - ago * 86_400_000).toISOString()
  return await draw(<LeavesLabel recording={sampleRecording({ startTime })} state={state} now={NOW} />, {
    settings: { retentionDays },
  })
}
const inDays = (days: number) => t('recordings.leaving.inDays', { count: days, value: String(days) })

test.each<[number, StateKey, string]>([
  [1, 'ready', inDays(179)],
  [171, 'ready', inDays(9)],
  [179, 'downloading', inDays(1)],
  [176, 'transcoding', inDays(4)],
  [179.9, 'partlySaved', t('recordings.leaving.today')],
  [184, 'ready', t('recordings.leaving.overdue')],
])('a recording of %d days ago that is %s says: %s', async (ago, state, words) => {
  const view = await drawLabel(ago, state)
  await expect.element(view.getByText(words)).toHaveAttribute('title', expect.stringContaining('180'))
})

test.each<[string, number, StateKey, number | null]>([
  ['is saved', 171, 'saved', 180],
  ['cannot be saved', 171, 'noPermission', 180],
  ['is being prepared, and has time', 1, 'transcoding', 180],
  ['is kept for an unknown time', 171, 'ready', null],
])('nothing is said of one that %s', async (_, ago, state, retentionDays) => {
  const view = await drawLabel(ago, state, retentionDays)
  expect(view.container.textContent).toBe('')
})

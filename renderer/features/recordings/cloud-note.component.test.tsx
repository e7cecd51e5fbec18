import { beforeEach, expect, test } from 'vitest'
import { sampleRecording } from '../../../test/sample-recording.ts'
import { draw, SAMPLE_ACCOUNT, t } from '../../testing/draw.tsx'
import { fakeMain } from '../../testing/fake-main.ts'
import { CloudNote } from './cloud-note.tsx'

const NOW = Date.parse('2026-11-29T08:00:00Z')
const GB = 1024 ** 3
const daysAgo = (days: number): string => new Date(NOW - days * 86_400_000).toISOString()

beforeEach(() => fakeMain.reset())

const drawNote = async (starts: string[], more: { isShown?: boolean; isAdmin?: boolean } = {}) => {
  const shown: string[] = []
  const rows = starts.map((startTime, n) => sampleRecording({ confUUID: `u${n}`, startTime }))
  const view = await draw(
    <CloudNote
      leaving={{ rows, days: null, isSoon: () => true }}
      isShown={more.isShown ?? false}
      onShow={() => shown.push('shown')}
      now={NOW}
    />,
    { account: { ...SAMPLE_ACCOUNT, isAdmin: more.isAdmin ?? true }, settings: { retentionDays: 180 } },
  )
  return { view, shown }
}

test('says how many leave and when the first does, and shows them', async () => {
  const { view, shown } = await drawNote([daysAgo(171), daysAgo(160)])
  const line = t('recordings.leaving.line', { count: 9, days: '9', value: '2' })
  await expect.element(view.getByText(line)).toBeVisible()
  await view.getByRole('button', { name: t('recordings.leaving.show') }).click()
  expect(shown).toEqual(['shown'])
})

test('says it of one, and of one that may leave today', async () => {
  const { view } = await drawNote([daysAgo(171)])
  await expect
    .element(view.getByText(t('recordings.leaving.lineOne', { count: 9, days: '9', value: '1' })))
    .toBeVisible()
  const late = await drawNote([daysAgo(190)])
  await expect
    .element(late.view.getByText(t('recordings.leaving.lineToday', { count: 1, value: '1' })))
    .toBeVisible()
})

test('is silent where nothing leaves and the service tells no space', async () => {
  fakeMain.handle('recordings.storage', () => null)
  const { view } = await drawNote([])
  await expect.poll(() => fakeMain.callsOf('recordings.storage')).toHaveLength(1)
  expect(view.container.textContent).toBe('')
})

test('shows how full the cloud is', async () => {
  fakeMain.handle('recordings.storage', () => ({ usedBytes: 612 * GB, totalBytes: 1024 * GB }))
  const { view } = await drawNote([])
  const words = t('recordings.storage.usedOf', { used: '612 GB', total: '1 TB' })
  await expect
    .element(view.getByRole('progressbar', { name: words }))
    .toHaveAttribute('aria-valuenow', '59.765625')
})

test('shows what is used where the service does not tell what was bought', async () => {
  fakeMain.handle('recordings.storage', () => ({ usedBytes: 39 * GB, totalBytes: null }))
  const { view } = await drawNote([])
  await expect.element(view.getByText(t('recordings.storage.used', { used: '39 GB' }))).toBeVisible()
  expect(view.getByRole('progressbar').query()).toBe(null)
})

test('does not ask for those who are no administrators', async () => {
  await drawNote([daysAgo(171)], { isAdmin: false })
  expect(fakeMain.callsOf('recordings.storage')).toEqual([])
})

import { expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { goToRecording } from '../../navigation.ts'
import { draw, t } from '../../testing/draw.tsx'
import { useRecordingTarget } from './use-recording-target.ts'

const startedAt = '2026-11-19T09:00:00.000Z'
const missing = () => page.getByText(t('recordings.notThere'))
const lookAt = vi.fn<(days: unknown) => void>()
const open = vi.fn<(confUUID: string) => void>()

function Page({ loaded }: { loaded: readonly { confUUID: string }[] | null }) {
  useRecordingTarget({ loaded, lookAt, open })
  return null
}

test('an answer for previous filters does not decide whether the recording is found', async () => {
  goToRecording({ confUUID: 'a', startedAt })
  // Toasts are mounted before the page, as in the window.
  const view = await draw(null)
  // The list of the old filters is present when the page opens; the requested one arrives with the next render.
  await view.rerender(<Page loaded={[{ confUUID: 'x' }]} />)
  expect(open.mock.calls).toEqual([['a']])
  await view.rerender(<Page loaded={null} />)
  await view.rerender(<Page loaded={[{ confUUID: 'a' }]} />)
  expect(missing().query()).toBeNull()
})

test('a recording that is not in its list is reported missing, once', async () => {
  goToRecording({ confUUID: 'b', startedAt })
  const view = await draw(<Page loaded={null} />)
  await view.rerender(<Page loaded={[{ confUUID: 'x' }]} />)
  await expect.element(missing()).toBeVisible()
  await view.rerender(<Page loaded={[{ confUUID: 'y' }]} />)
  expect(missing().elements()).toHaveLength(1)
})

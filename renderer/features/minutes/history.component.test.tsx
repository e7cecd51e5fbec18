import { expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import type { SavedMinutes } from '../../../contract/minutes.ts'
import { draw, t } from '../../testing/draw.tsx'
import { fakeMain } from '../../testing/fake-main.ts'
import { History } from './history.tsx'

const button = (name: string) => page.getByRole('button', { name, exact: true })

test.each<[string, Partial<SavedMinutes>, 'savedTitle' | 'waitingTitle' | 'failedTitle']>([
  ['that were saved', {}, 'savedTitle'],
  ['that wait', { waits: 'network', failure: { code: 'OFFLINE' } }, 'waitingTitle'],
  ['that were not saved', { failure: { code: 'SERVER_ERROR' } }, 'failedTitle'],
])('minutes %s: only a failed save is offered again', async (_, patch, title) => {
  fakeMain.handle('minutes.history', () => [
    {
      id: 's',
      at: '2026-11-19T09:00:00.000Z',
      entries: [['topic', 'one']],
      owner: 'Li Na',
      requestId: '',
      failure: null,
      waits: null,
      ...patch,
    },
  ])
  const onSaveAgain = vi.fn<(link: string) => void>()
  await draw(<History onSaveAgain={onSaveAgain} />)
  await button(t('common.actions.details')).click()
  await expect.element(page.getByRole('dialog', { name: t(`minutes.history.${title}`) })).toBeVisible()
  expect(button(t('minutes.history.again')).query() !== null).toBe(title === 'failedTitle')
  if (title !== 'failedTitle') return
  await button(t('minutes.history.again')).click()
  expect(onSaveAgain.mock.calls[0]?.[0]).toContain('topic=one')
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
})

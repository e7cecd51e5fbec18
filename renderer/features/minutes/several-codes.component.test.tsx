import { expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import type { SavedMinutes } from '../../../contract/minutes.ts'
import { draw, SAMPLE_ACCOUNT, t } from '../../testing/draw.tsx'
import { type Deferred, deferred, fakeMain } from '../../testing/fake-main.ts'
import { judge } from './codes.ts'
import { SeveralCodes } from './several-codes.tsx'

const link = (topic: string) =>
  `cloudlink://cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE&topic=${topic}`
const saved = (topic: string): SavedMinutes => ({
  id: topic,
  at: '2026-11-19T09:00:00.000Z',
  entries: [['topic', topic]],
  owner: 'Li Na',
  requestId: 'r',
  failure: null,
  waits: null,
})
const choice = (topic: string) => page.getByRole('button', { name: new RegExp(`^${topic}`) })
const button = (name: string) => page.getByRole('button', { name, exact: true })
const confirm = () => button(t('minutes.preview.confirm'))

async function open(texts: string[]) {
  const reading = judge(texts.map((text) => ({ text, picture: '' })))
  if (reading.kind !== 'several') throw new Error(`the codes are ${reading.kind}`)
  const answers = new Map<string, Deferred<SavedMinutes>>()
  fakeMain.handle('minutes.preview', ({ text }) => ({
    entries: [['topic', text.slice(link('').length)]],
    owner: 'Li Na',
    ownerId: 'u',
    savedAt: null,
  }))
  fakeMain.handle('minutes.save', ({ text }) => {
    const answer = deferred<SavedMinutes>()
    answers.set(text, answer)
    return answer.promise
  })
  const onClose = vi.fn<() => void>()
  await draw(<SeveralCodes codes={reading.codes} onClose={onClose} />, { account: SAMPLE_ACCOUNT })
  return { onClose, answer: (topic: string) => answers.get(link(topic))?.resolve(saved(topic)) }
}

test('codes are saved one after another, and the last one closes the dialog', async () => {
  const { onClose, answer } = await open([link('one'), link('two'), 'https://example.com'])
  await choice('one').click()
  await confirm().click()
  answer('one')
  await expect.element(choice('one')).toHaveTextContent(t('minutes.history.saved'))
  expect(onClose).not.toHaveBeenCalled()
  await choice('two').click()
  await confirm().click()
  answer('two')
  await expect.poll(() => onClose).toHaveBeenCalledOnce()
})

test('other codes cannot be chosen, and do not close the dialog', async () => {
  const { onClose } = await open(['https://example.com', 'https://example.org'])
  await expect.element(page.getByText(t('minutes.choose.noneOfOurs'))).toBeVisible()
  expect(page.getByRole('listitem').getByRole('button').query()).toBeNull()
  expect(onClose).not.toHaveBeenCalled()
})

test('the answer for a closed dialog marks its code and leaves the next dialog open', async () => {
  const { onClose, answer } = await open([link('one'), link('two'), link('three')])
  await choice('one').click()
  await confirm().click()
  await button(t('common.actions.cancel')).click()
  await choice('two').click()
  await expect.element(confirm()).toBeEnabled()
  answer('one')
  await expect.element(page.getByText(t('minutes.saved.title'))).toBeVisible()
  await expect.element(confirm()).toBeVisible()
  await confirm().click()
  answer('two')
  await expect.element(choice('two')).toHaveTextContent(t('minutes.history.saved'))
  await expect.element(choice('one')).toHaveTextContent(t('minutes.history.saved'))
  await expect.element(choice('three')).not.toHaveTextContent(t('minutes.history.saved'))
  expect(onClose).not.toHaveBeenCalled()
})

test('two answers out of order both count', async () => {
  const { onClose, answer } = await open([link('one'), link('two')])
  await choice('one').click()
  await confirm().click()
  await button(t('common.actions.cancel')).click()
  await choice('two').click()
  await confirm().click()
  answer('two')
  await expect.element(choice('two')).toHaveTextContent(t('minutes.history.saved'))
  answer('one')
  await expect.poll(() => onClose).toHaveBeenCalledOnce()
})

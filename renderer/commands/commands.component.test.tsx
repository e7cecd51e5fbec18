import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { LibraryItem } from '../../contract/library.ts'
import { draw, SAMPLE_ACCOUNT, t } from '../testing/draw.tsx'
import { fakeMain } from '../testing/fake-main.ts'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { sampleRule, sampleRuleState } from '../../test/sample-rule.ts'
import { rulesQuery } from '../state/rules-state.ts'
import { Commands } from './commands.tsx'

const palette = () => page.getByRole('dialog', { name: t('commands.palette') })

test('no command runs while a dialog is open', async () => {
  const question = (isOpen: boolean) => (
    <>
      <ConfirmDialog isOpen={isOpen} onClose={noop} onConfirm={noop} title="Sure?" confirmLabel="Yes">
        Really
      </ConfirmDialog>
      <Commands />
    </>
  )
  const view = await draw(question(true))
  await expect.element(page.getByRole('alertdialog', { name: 'Sure?' })).toBeVisible()
  fakeMain.emit('command', 'go.downloads')
  expect(window.location.hash).toBe('')
  await view.rerender(question(false))
  await expect.element(page.getByRole('alertdialog', { name: 'Sure?' })).not.toBeInTheDocument()
  fakeMain.emit('command', 'go.downloads')
  expect(window.location.hash).toBe('#/downloads')
})

test('an unavailable command neither runs nor is offered', async () => {
  await draw(<Commands />, { account: SAMPLE_ACCOUNT })
  fakeMain.emit('command', 'app.signIn')
  expect(window.location.hash).toBe('')
  fakeMain.emit('command', 'app.commands')
  await expect.element(palette()).toBeVisible()
  expect(
    palette()
      .getByRole('option', { name: t('common.account.signIn') })
      .query(),
  ).toBeNull()
  expect(palette().getByRole('option').elements().length).toBeGreaterThan(5)
  await userEvent.keyboard('{Escape}')
  await expect.element(palette()).not.toBeInTheDocument()
})

test('rules are run and stopped: those that are idle, and those whose pass is running', async () => {
  fakeMain.handle('rules.act', () => undefined)
  rulesQuery.replace({
    rules: ['idle', 'running'].map((id) => sampleRule({ id })),
    states: [sampleRuleState({ id: 'idle' }), sampleRuleState({ id: 'running', phase: 'listing' })],
  })
  await draw(<Commands />, { account: SAMPLE_ACCOUNT })
  fakeMain.emit('command', 'rules.run')
  fakeMain.emit('command', 'rules.stop')
  await expect
    .poll(() => fakeMain.callsOf('rules.act'))
    .toEqual([
      { id: 'idle', action: 'run' },
      { id: 'running', action: 'stop' },
    ])
  fakeMain.emit('command', 'rules.show')
  expect(window.location.hash).toBe('#/settings/archive')
  rulesQuery.replace({ rules: [], states: [] })
})

test('the palette finds saved meetings, and Enter plays one', async () => {
  const item = (n: number, state: 'here' | 'missing') => ({
    ...{
      key: `k${n}`,
      kind: 'recording',
      site: 'https://one.example',
      title: `周会 ${n}`,
      confID: '96000000',
    },
    ...{
      start: '2026-11-20T04:00:00.000Z',
      scheduler: '张伟',
      durationSeconds: 60,
      bytes: 1,
      folder: '/saved',
    },
    files: [
      {
        ...{ id: String(n).repeat(32), name: 'film.mp4', bytes: 1, sha256: '', state, verifiedAt: null },
        ...{ savedAt: '2026-11-20T08:00:00.000Z' },
        source: {
          kind: 'recording',
          site: 'https://one.example',
          confUUID: `u${n}`,
          fileType: 'Hd',
          part: 1,
        },
      },
    ],
  })
  const found = [item(1, 'here'), item(2, 'missing')] as LibraryItem[]
  fakeMain.handle('library.search', ({ search }) => {
    const items = found.filter(({ title, scheduler }) => `${title} ${scheduler}`.includes(search))
    return { items, total: items.length, totalBytes: items.length }
  })
  await draw(<Commands />)
  fakeMain.emit('command', 'app.commands')
  await userEvent.keyboard('张伟')
  await expect.element(palette().getByRole('option', { name: '周会 1' })).toHaveTextContent('张伟 · 96000000')
  expect(palette().getByRole('option').elements()).toHaveLength(2)
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => window.location.hash).toContain('#/watch?')
  expect(window.location.hash).toContain('recording=u1')
  // What is not here is shown in the library.
  fakeMain.emit('command', 'app.commands')
  await userEvent.keyboard('周会 2')
  await expect.element(palette().getByRole('option', { name: '周会 2' })).toBeVisible()
  await expect.element(palette().getByRole('option', { name: '周会 1' })).not.toBeInTheDocument()
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => window.location.hash).toBe('#/library')
})

function noop() {}

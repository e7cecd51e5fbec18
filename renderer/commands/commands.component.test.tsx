import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { draw, SAMPLE_ACCOUNT, t } from '../testing/draw.tsx'
import { fakeMain } from '../testing/fake-main.ts'
import { ConfirmDialog } from '../ui/dialog.tsx'
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

function noop() {}

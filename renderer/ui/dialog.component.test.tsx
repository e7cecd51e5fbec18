import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { ConfirmDialog } from './dialog.tsx'

test('Escape is "no"', async () => {
  const onClose = vi.fn()
  const onConfirm = vi.fn()
  await render(
    <ConfirmDialog isOpen onClose={onClose} onConfirm={onConfirm} title="Sure?" confirmLabel="Do it">
      <p>Really</p>
    </ConfirmDialog>,
  )
  await expect.element(page.getByRole('alertdialog', { name: 'Sure?' })).toBeVisible()
  await userEvent.keyboard('{Escape}')
  expect(onClose).toHaveBeenCalledOnce()
  expect(onConfirm).not.toHaveBeenCalled()
})

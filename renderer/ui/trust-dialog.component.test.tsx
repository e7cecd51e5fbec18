import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { describeFailure } from '../../i18n/describe-failure.ts'
import { AppError, type Failure } from '../../contract/errors.ts'
import { draw, t } from '../testing/draw.tsx'
import { deferred, fakeMain } from '../testing/fake-main.ts'
import { FailureNotice } from './failure-notice.tsx'

const failure: Failure = {
  code: 'CERT_UNTRUSTED',
  params: { host: 'a.example:443', fingerprint: 'AA:BB', issuer: 'CN=a', validTo: '2027-01-01' },
}
const dialog = () => page.getByRole('alertdialog', { name: t('common.failure.certificate.title') })
const trust = () => dialog().getByRole('button', { name: t('common.failure.certificate.trust') })

async function open(onRetry?: () => void) {
  await draw(<FailureNotice failure={failure} onRetry={onRetry} />)
  await page.getByRole('button', { name: t('common.failure.certificate.look') }).click()
  await expect.element(dialog()).toBeVisible()
}

test('nothing is trusted before the user confirms, nor when the dialog is dismissed', async () => {
  await open()
  await expect.element(dialog()).toHaveTextContent('a.example:443')
  await userEvent.keyboard('{Escape}')
  await expect.element(dialog()).not.toBeInTheDocument()
  expect(fakeMain.callsOf('certificates.trust')).toEqual([])
})

test('exactly the certificate of the failure is trusted, once, and then its request is retried', async () => {
  const done = deferred<undefined>()
  fakeMain.handle('certificates.trust', () => done.promise)
  const onRetry = vi.fn<() => void>()
  await open(onRetry)
  await trust().click()
  await expect.element(trust()).toHaveAttribute('aria-busy', 'true')
  await trust().click({ force: true })
  expect(fakeMain.callsOf('certificates.trust')).toEqual([{ host: 'a.example:443', fingerprint: 'AA:BB' }])
  expect(onRetry).not.toHaveBeenCalled()
  done.resolve(undefined)
  await expect.element(dialog()).not.toBeInTheDocument()
  expect(onRetry).toHaveBeenCalledOnce()
})

test('a declined native box keeps the dialog open, without a failure', async () => {
  fakeMain.handle('certificates.trust', () => {
    throw new AppError('CANCELLED')
  })
  const onRetry = vi.fn<() => void>()
  await open(onRetry)
  await trust().click()
  await expect.element(trust()).toBeEnabled()
  await expect.element(dialog()).not.toHaveTextContent(describeFailure({ code: 'CANCELLED' }, 'en-US').title)
  expect(onRetry).not.toHaveBeenCalled()
})

test('a refusal keeps the dialog open and shows the reason', async () => {
  fakeMain.handle('certificates.trust', () => {
    throw new AppError('BAD_INPUT')
  })
  const onRetry = vi.fn<() => void>()
  await open(onRetry)
  await trust().click()
  await expect.element(dialog()).toHaveTextContent(describeFailure({ code: 'BAD_INPUT' }, 'en-US').title)
  await expect.element(trust()).toBeEnabled()
  expect(onRetry).not.toHaveBeenCalled()
})

import { expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import type { Failure } from '../../contract/errors.ts'
import { draw, t } from '../testing/draw.tsx'
import { fakeMain } from '../testing/fake-main.ts'
import { FailureNotice } from './failure-notice.tsx'

const button = (name: string) => page.getByRole('button', { name })
const params = { host: 'a.example:443', fingerprint: 'AA:BB', issuer: 'CN=a', validTo: '2027-01-01' }

test.each<[string, Failure, boolean]>([
  ['an unknown certificate', { code: 'CERT_UNTRUSTED', params }, true],
  ['a changed certificate', { code: 'CERT_CHANGED', params: { ...params, trusted: 'CC:DD' } }, true],
  [
    'a certificate whose date is wrong',
    { code: 'CERT_UNTRUSTED', params: { ...params, reason: 'expired' } },
    false,
  ],
  ['a certificate without a fingerprint', { code: 'CERT_UNTRUSTED', params: { host: 'a.example' } }, false],
  ['another failure that carries a fingerprint', { code: 'SERVER_ERROR', params }, false],
])('%s can be trusted: %#', async (_, failure, canTrust) => {
  await draw(<FailureNotice failure={failure} />)
  await expect.element(page.getByRole('alert')).toBeVisible()
  expect(button(t('common.failure.certificate.look')).query() !== null).toBe(canTrust)
})

test.each<[Failure['code'], string | null]>([
  ['NO_FOLDER', '#/settings/saving'],
  ['DISK_FULL', '#/settings/saving'],
  ['PROXY_FAILED', '#/settings/proxy'],
  ['CERT_UNTRUSTED', '#/settings/security'],
  ['SERVER_ERROR', null],
])('%s leads to %s', async (code, hash) => {
  await draw(<FailureNotice failure={{ code }} />)
  await expect.element(page.getByRole('alert')).toBeVisible()
  if (hash === null) expect(button(t('common.failure.openSettings')).query()).toBeNull()
  else {
    await button(t('common.failure.openSettings')).click()
    expect(window.location.hash).toBe(hash)
  }
})

test('a missing sign-in offers to sign in', async () => {
  await draw(<FailureNotice failure={{ code: 'AUTH_REQUIRED' }} />)
  await button(t('common.account.signIn')).click()
  expect(window.location.hash).toBe('#/welcome')
})

test('a code of the service leads to its list of codes', async () => {
  await draw(<FailureNotice failure={{ code: 'BAD_REQUEST', params: { serviceCode: 'MMC.111070002' } }} />)
  await button(t('common.failure.openErrorList')).click()
  expect(fakeMain.callsOf('app.openErrorList')).toEqual([{ language: 'en-US' }])
})

test('a failure without a code of the service does not', async () => {
  await draw(<FailureNotice failure={{ code: 'BAD_REQUEST' }} />)
  await expect.element(page.getByRole('alert')).toBeVisible()
  expect(button(t('common.failure.openErrorList')).query()).toBeNull()
})

test('only a screen that the system denies offers the system settings', async () => {
  await draw(
    <FailureNotice failure={{ code: 'SCREEN_DENIED', params: { settingsPage: 'screen-recording' } }} />,
  )
  await button(t('common.failure.openSystemSettings')).click()
  expect(fakeMain.callsOf('screen.openSettings')).toHaveLength(1)
})

test('a screen failure without such a page offers none', async () => {
  await draw(<FailureNotice failure={{ code: 'SCREEN_DENIED' }} />)
  await expect.element(page.getByRole('alert')).toBeVisible()
  expect(button(t('common.failure.openSystemSettings')).query()).toBeNull()
})

test('a pending retry ignores a second click', async () => {
  const onRetry = vi.fn<() => void>()
  await draw(<FailureNotice failure={{ code: 'TIMEOUT' }} onRetry={onRetry} isRetrying />)
  await button(t('common.actions.retry')).click({ force: true })
  expect(onRetry).not.toHaveBeenCalled()
})

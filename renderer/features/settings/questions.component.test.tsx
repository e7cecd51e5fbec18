import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { LinkSchemeState } from '../../../contract/links.ts'
import { draw, SAMPLE_ACCOUNT, t } from '../../testing/draw.tsx'
import { deferred, fakeMain } from '../../testing/fake-main.ts'
import { AccountSection } from './account-section.tsx'
import { LinksSection } from './links-section.tsx'
import { SecuritySection } from './security-section.tsx'

// Confirmation dialogs of the settings: which actions ask, which do not, and the effect of "no".

const button = (name: string) => page.getByRole('button', { name, exact: true })
const question = () => page.getByRole('alertdialog')

const scheme = (patch: Partial<LinkSchemeState>): LinkSchemeState => ({
  scheme: 'cloudlink',
  isOn: false,
  isOurs: false,
  owner: null,
  ...patch,
})

async function drawLinks(state: LinkSchemeState) {
  fakeMain.handle('links.get', () => [state])
  fakeMain.handle('links.set', ({ isOn }) => [{ ...state, isOn }])
  await draw(<LinksSection />)
  await page.getByRole('switch', { name: t(`links.label.${state.scheme}`) }).click()
}

test('links of another program are taken over only after confirmation', async () => {
  await drawLinks(scheme({ owner: 'CloudLink' }))
  await expect.element(question()).toHaveTextContent('CloudLink')
  await userEvent.keyboard('{Escape}')
  await expect.element(question()).not.toBeInTheDocument()
  expect(fakeMain.callsOf('links.set')).toEqual([])
  await page.getByRole('switch').click()
  await button(t('links.takeOver.confirm')).click()
  await expect.poll(() => fakeMain.callsOf('links.set')).toEqual([{ scheme: 'cloudlink', isOn: true }])
  await expect.element(page.getByRole('switch')).toBeChecked()
})

test.each<[string, Partial<LinkSchemeState>, boolean]>([
  ['that belong to no program', { owner: null }, true],
  ['that are ours already', { owner: 'Meetkeep', isOurs: true }, true],
  ['that are given back', { owner: 'CloudLink', isOn: true }, false],
])('links %s are set without confirmation', async (_, patch, isOn) => {
  await drawLinks(scheme(patch))
  await expect.poll(() => fakeMain.callsOf('links.set')).toEqual([{ scheme: 'cloudlink', isOn }])
  expect(question().query()).toBeNull()
})

test('a trusted certificate is removed for the host of the dialog, only after confirmation', async () => {
  const certificate = (host: string) => ({
    host,
    fingerprint: 'AA:BB',
    pem: '',
    issuer: 'CN',
    validTo: '2027-01-01',
    trustedAt: '2026-01-01',
  })
  fakeMain.handle('certificates.list', () => [certificate('a.example'), certificate('b.example')])
  fakeMain.handle('certificates.forget', () => undefined)
  await draw(<SecuritySection />)
  const forget = () => question().getByRole('button', { name: t('settings.security.forget') })
  await button(t('settings.security.forget')).nth(0).click()
  await button(t('common.actions.cancel')).click()
  await expect.element(question()).not.toBeInTheDocument()
  await button(t('settings.security.forget')).nth(1).click()
  await expect.element(question()).toHaveTextContent('b.example')
  await forget().click()
  await expect.poll(() => fakeMain.callsOf('certificates.forget')).toEqual([{ host: 'b.example' }])
  await expect.element(question()).not.toBeInTheDocument()
})

test('signing out asks first, runs once, and shows the sign-in page', async () => {
  const done = deferred<{ account: null; failure: null }>()
  fakeMain.handle('account.signOut', () => done.promise)
  await draw(<AccountSection />, { account: SAMPLE_ACCOUNT })
  await button(t('settings.account.signOut')).click()
  await expect.element(question()).toBeVisible()
  expect(fakeMain.callsOf('account.signOut')).toHaveLength(0)
  const yes = () => question().getByRole('button', { name: t('settings.account.signOut') })
  await yes().click()
  await expect.element(yes()).toHaveAttribute('aria-busy', 'true')
  await yes().click({ force: true })
  expect(fakeMain.callsOf('account.signOut')).toHaveLength(1)
  expect(window.location.hash).toBe('')
  done.resolve({ account: null, failure: null })
  await expect.poll(() => window.location.hash).toBe('#/welcome')
  await expect.element(page.getByText(t('settings.account.signedOut'))).toBeVisible()
})

test('a session that could not be ended keeps the account', async () => {
  fakeMain.handle('account.signOut', () => Promise.reject(new Error('no')))
  await draw(<AccountSection />, { account: SAMPLE_ACCOUNT })
  await button(t('settings.account.signOut')).click()
  await question()
    .getByRole('button', { name: t('settings.account.signOut') })
    .click()
  await expect.element(question().getByRole('button', { name: t('settings.account.signOut') })).toBeEnabled()
  expect(window.location.hash).toBe('')
})

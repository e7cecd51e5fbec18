import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { describeFailure } from '../../../i18n/describe-failure.ts'
import { AppError } from '../../../contract/errors.ts'
import { draw, SAMPLE_ACCOUNT, t } from '../../testing/draw.tsx'
import { deferred, fakeMain } from '../../testing/fake-main.ts'
import { goTo } from '../../navigation.ts'
import { SignIn } from './sign-in.tsx'

const field = (name: string) => page.getByRole('textbox', { name })
const token = () => field(t('welcome.token.accessToken'))
const submit = () => page.getByRole('button', { name: t('welcome.signIn'), exact: true })
const remember = () => page.getByRole('switch', { name: t('welcome.remember') })
const state = { account: SAMPLE_ACCOUNT, failure: null }

async function drawToken() {
  await draw(<SignIn />)
  await page.getByRole('tab', { name: t('welcome.token.tab') }).click()
}

test('a missing field gets the focus, and nothing is sent', async () => {
  await drawToken()
  await submit().click()
  await expect.element(token()).toHaveFocus()
  expect(fakeMain.callsOf('account.signIn')).toEqual([])
})

test('sends one sign-in at a time for any number of presses of Enter', async () => {
  const answer = deferred<typeof state>()
  fakeMain.handle('account.signIn', () => answer.promise)
  await drawToken()
  await token().fill('secret')
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => fakeMain.callsOf('account.signIn')).toHaveLength(1)
  await userEvent.keyboard('{Enter}')
  await userEvent.keyboard('{Enter}')
  expect(fakeMain.callsOf('account.signIn')).toEqual([
    { site: 'mainland', credentials: { kind: 'token', accessToken: 'secret' }, remember: true },
  ])
  answer.resolve(state)
  await expect.poll(() => window.location.hash).toBe('#/welcome/folder')
})

test('to save minutes, account and password come first, and the minutes page next', async () => {
  goTo('welcome', 'minutes')
  fakeMain.handle('account.signIn', () => state)
  await draw(<SignIn />)
  await field(t('welcome.password.account')).fill('li.na')
  await page.getByLabelText(t('welcome.password.password'), { exact: true }).fill('secret')
  await submit().click()
  await expect.poll(() => window.location.hash).toBe('#/minutes')
  expect(fakeMain.callsOf('account.signIn')).toEqual([
    {
      site: 'mainland',
      credentials: { kind: 'password', account: 'li.na', password: 'secret' },
      remember: true,
    },
  ])
  goTo('welcome')
})

test('a refusal is shown at its field until the user types', async () => {
  fakeMain.handle('account.signIn', () => {
    throw new AppError('AUTH_REJECTED')
  })
  await drawToken()
  await token().fill('secret')
  await submit().click()
  const refusal = page.getByText(describeFailure({ code: 'AUTH_REJECTED' }, 'en-US').title)
  await expect.element(refusal).toBeVisible()
  expect(page.getByRole('alert').query()).toBeNull()
  await token().fill('other')
  await expect.element(refusal).not.toBeInTheDocument()
})

test('without a keychain there is no choice to stay signed in', async () => {
  fakeMain.handle('app.keychain', () => 'session')
  await draw(<SignIn />)
  await expect.element(remember()).toBeDisabled()
  await expect.element(remember()).not.toBeChecked()
})

test('with a keychain the choice is the user’s', async () => {
  fakeMain.handle('app.keychain', () => 'system')
  fakeMain.handle('account.signIn', () => state)
  await drawToken()
  await expect.element(remember()).toBeChecked()
  await remember().click()
  await token().fill('secret')
  await submit().click()
  await expect.poll(() => fakeMain.callsOf('account.signIn')[0]?.remember).toBe(false)
})

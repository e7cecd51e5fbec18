import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import type { LoginItem } from '../../../contract/background.ts'
import { AppError } from '../../../contract/errors.ts'
import { defaultSettings } from '../../../contract/settings.ts'
import { draw, t } from '../../testing/draw.tsx'
import { fakeMain } from '../../testing/fake-main.ts'
import { BackgroundSection } from './background-section.tsx'

const atLogin = () => page.getByRole('switch', { name: t('settings.background.atLogin') })

test('the switch shows what the system says, also when it refuses', async () => {
  let state: LoginItem = 'off'
  fakeMain.handle('loginItem.get', () => state)
  fakeMain.handle('loginItem.set', () => state)
  await draw(<BackgroundSection />)
  await expect.element(atLogin()).not.toBeChecked()
  state = 'blocked'
  await atLogin().click()
  await expect.element(page.getByText(t('settings.background.loginItem.blocked'))).toBeVisible()
  await expect.element(atLogin()).not.toBeChecked()
  state = 'on'
  await atLogin().click()
  await expect.element(atLogin()).toBeChecked()
  expect(fakeMain.callsOf('loginItem.set')).toEqual([{ isOn: true }, { isOn: true }])
})

test('an app that cannot be registered says why, and its switch is disabled', async () => {
  fakeMain.handle('loginItem.get', () => 'unavailable')
  await draw(<BackgroundSection />)
  await expect.element(page.getByText(t('settings.background.loginItem.unavailable'))).toBeVisible()
  await expect.element(atLogin()).toBeDisabled()
})

test('a file that cannot be read is reported, and can be tried again', async () => {
  fakeMain.handle('loginItem.get', () => {
    throw new AppError('DISK_ERROR', { params: { path: '/a', errno: 'EACCES' } })
  })
  await draw(<BackgroundSection />)
  await expect.element(page.getByRole('alert')).toBeVisible()
})

test('what closing the window does is a setting', async () => {
  fakeMain.handle('loginItem.get', () => 'off')
  fakeMain.handle('settings.set', (patch) => ({ ...defaultSettings, ...patch }) as never)
  await draw(<BackgroundSection />)
  await page.getByText(t('settings.background.onCloseValues.keep'), { exact: true }).click()
  await expect.poll(() => fakeMain.callsOf('settings.set')).toEqual([{ onClose: 'keep' }])
})

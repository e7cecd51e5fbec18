import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OpenApp, openApp } from '../app.ts'
import { goTo } from '../steps.ts'
import { pictureOf } from './codes.ts'

const LINK = 'cloudlink://cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE&uuid=5&topic=plan'

/** As on macOS, which has a settings page for this. */
let mac: OpenApp
let linux: OpenApp

beforeAll(async () => {
  mac = await openApp({ demo: true, platform: 'darwin' })
  linux = await openApp({ demo: true, platform: 'linux' })
  for (const { page } of [mac, linux]) {
    await page.getByRole('navigation').waitFor()
    await goTo(page, 'Minutes')
  }
})
afterAll(async () => {
  await mac?.close()
  await linux?.close()
})

const alertOf = ({ page }: OpenApp) => page.getByRole('alert')
const readScreen = ({ page }: OpenApp) => page.getByRole('button', { name: 'Read the screen' }).click()

test('a system that denies the screen is reported, with a link to its settings', async () => {
  await mac.refuseScreen('system')
  await readScreen(mac)
  await alertOf(mac).getByText('The system does not allow Meetkeep to read the screen').waitFor()
  await alertOf(mac).getByRole('button', { name: 'Open system settings' }).click()
  await expect
    .poll(() => mac.opened())
    .toEqual(['x-apple.systempreferences:com.apple.preference.security?Privacy_ScreenCapture'])
})

test('a system that allows it but still shows nothing asks for a restart', async () => {
  await mac.showOnScreen(null)
  if (mac.electron !== null)
    await mac.electron.evaluate(({ systemPreferences }) => {
      systemPreferences.getMediaAccessStatus = () => 'granted'
    })
  await alertOf(mac).getByRole('button', { name: 'Try again' }).click()
  await alertOf(mac).getByText('Restart Meetkeep to read the screen').waitFor()
  await expect.poll(() => alertOf(mac).getByRole('button', { name: 'Open system settings' }).count()).toBe(0)
})

test('a dismissed question of the desktop is reported, and asked again', async () => {
  await linux.refuseScreen('user')
  await readScreen(linux)
  await alertOf(linux).getByText('No screen was chosen').waitFor()
  await expect
    .poll(() => alertOf(linux).getByRole('button', { name: 'Open system settings' }).count())
    .toBe(0)
  await linux.showOnScreen(await pictureOf(LINK))
  await alertOf(linux).getByRole('button', { name: 'Try again' }).click()
  await linux.page.getByRole('dialog', { name: 'Save these minutes?' }).waitFor()
})

test('the pages reported no problems', () => {
  expect([...mac.problems, ...linux.problems]).toEqual([])
})

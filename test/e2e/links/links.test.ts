import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { OpenApp } from '../app.ts'
import { goTo } from '../steps.ts'
import { test } from '../fixtures.ts'

const link = (uuid: string, scheme = 'cloudlink') =>
  `${scheme}://cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE&uuid=${uuid}`

let home = ''
let app: OpenApp | undefined
let openIn: (options: { home: string; args: string[] }) => Promise<OpenApp>
test.beforeEach(({ home: madeHome, openApp }) => {
  home = madeHome
  openIn = openApp
})

const openWith = async (linkSchemes: string[], ...args: string[]): Promise<OpenApp> => {
  await writeFile(join(home, 'settings.json'), JSON.stringify({ linkSchemes }))
  return (app = await openIn({ home, args }))
}
const preview = (uuid: string) =>
  app!.page.getByRole('dialog', { name: 'Save these minutes?' }).filter({ hasText: uuid })

test('a start with a link only shows what it would save', async () => {
  const { page } = await openWith(['cloudlink'], '--demo', '--remote-debugging-port=9222', link('first-1'))
  await preview('first-1').waitFor()
  // The switch before the link was ignored: this is not a demo, and the user is not signed in.
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect.poll(() => page.getByText('Sample meetings').count()).toBe(0)
})

test('a second start passes its link to the first, which waits for the open dialog', async () => {
  const { page, startAgain } = await openWith(['cloudlink', 'meetkeep'])
  await page.getByRole('button', { name: 'Try it with sample meetings' }).waitFor()
  await startAgain(link('second-2', 'meetkeep'))
  await preview('second-2').waitFor()
  await startAgain(link('third-3'))
  await preview('second-2').getByRole('button', { name: 'Cancel' }).click()
  await preview('third-3').waitFor()
})

test('a refused link shows the reason', async () => {
  const { page } = await openWith(
    ['cloudlink'],
    link('x').replace('SAVE_MEETING_FILE', 'OPEN_MEETING_FILE_LIST'),
  )
  await page.getByText('This code would show your private file list on a meeting screen').waitFor()
})

test('links that are switched off are reported and not opened; the switch is in the settings', async () => {
  const { page, startAgain } = await openWith([], link('fourth-4'))
  await page.getByText('A cloudlink: link was not opened').first().waitFor()
  await expect.poll(() => preview('fourth-4').count()).toBe(0)
  await page.getByRole('link', { name: 'Continue without signing in' }).click()
  await goTo(page, 'Settings')
  const toggle = page.getByRole('switch', { name: 'Open cloudlink: links here' })
  await toggle.click()
  await page.getByText('The system opens them in Meetkeep.').waitFor()
  await startAgain(link('fifth-5'))
  await preview('fifth-5').waitFor()
})

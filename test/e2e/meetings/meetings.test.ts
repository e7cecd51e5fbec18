import { describe, expect } from 'vitest'
import type { Bridge } from '../../../contract/ipc.ts'
import type { OpenApp } from '../app.ts'
import { fault } from '../steps.ts'
import { test } from '../fixtures.ts'

/** Makes one source fail, more often than main retries automatically. */
const fail = (app: OpenApp, on: 'meetings' | 'api', status: number) =>
  fault(app, { kind: 'status', status, on, times: 20 })
const heal = (app: OpenApp) => fetch(`${app.demoUrl}/demo/faults`, { method: 'DELETE' })

describe('ended sample meetings', () => {
  let app: OpenApp
  test.beforeAll(async ({ openSharedApp }) => {
    app = await openSharedApp({ demo: true })
    await app.page.getByRole('link', { name: 'Meetings', exact: true }).click()
    await app.page.getByRole('cell', { name: '董事会' }).waitFor()
    await app.page.getByRole('cell', { name: 'Weekly sync' }).first().waitFor()
  })

  const search = () => app.page.getByRole('searchbox', { name: 'Search topic, room, ID or scheduler' })
  const show = (source: string) =>
    app.page.getByRole('group', { name: 'Source' }).getByRole('button', { name: source }).click()
  const found = (words: string) =>
    app.page.getByRole('banner').or(app.page.locator('header')).getByText(words, { exact: true }).waitFor()

  test('both sources share one timeline, and each can be shown alone', async () => {
    await show('Server')
    await found('11 meetings')
    const table = app.page.getByRole('table', { name: 'Ended meetings' })
    const rowOf = async (room: string) => {
      const cells = table.getByRole('row').filter({ hasText: room }).getByRole('cell')
      await cells.first().waitFor()
      return await cells.allInnerTexts()
    }
    expect((await rowOf('董事会'))[2]).toBe('21m')
    expect((await rowOf('support-desk'))[1]).toContain('Still running or end unknown')
    expect((await rowOf('lobby'))[0]).toBe('Start unknown')
    expect((await rowOf('night-shift'))[2]).toContain('Duration unknown')
    await table.getByRole('row').filter({ hasText: 'Day unknown' }).waitFor()
    await show('Cloud')
    await app.page.getByRole('cell', { name: '董事会' }).waitFor({ state: 'detached' })
    expect((await rowOf('Weekly sync'))[1]).toContain('演示管理员')
    await show('All')
    await app.page.getByRole('cell', { name: '董事会' }).waitFor()
  })

  test('search filters both and reports when nothing matches', async () => {
    await search().fill('standup')
    await found('2 meetings')
    await search().fill('weekly 演示管理员')
    await found('2 meetings')
    await search().fill('no such room')
    await app.page.getByText(/^No meeting between .* has “no such room”/).waitFor()
    await app.page.getByRole('button', { name: 'Clear the search' }).click()
    await app.page.getByRole('cell', { name: '董事会' }).waitFor()
    await expect.poll(() => search().inputValue()).toBe('')
  })

  test('the period filters both', async () => {
    const days = app.page.getByRole('group', { name: 'Date range' })
    await days.getByLabel('From').fill('2020-01-01')
    await days.getByLabel('To').fill('2020-01-31')
    // Only the meeting whose times cannot be parsed.
    await found('1 meeting')
    await show('Cloud')
    await app.page.getByText(/^No meeting began between/).waitFor()
    await app.page.getByRole('button', { name: 'Show all sources' }).click()
    await app.page.getByLabel('Period').click()
    await app.page.getByRole('option', { name: 'Last 30 days' }).click()
    await app.page.getByRole('cell', { name: 'Weekly sync' }).first().waitFor()
  })

  test('a recorded meeting links to its recording', async () => {
    await search().fill('Incident review')
    await app.page.getByRole('button', { name: 'Show the recording of Incident review 2026-114' }).click()
    const details = app.page.getByRole('complementary', { name: 'Details of Incident review 2026-114' })
    await details.getByText('zhangwei').or(details.getByText('张伟')).first().waitFor()
    await details.getByRole('button', { name: 'Close' }).click()
    await app.page.getByRole('heading', { level: 1, name: 'Recordings' }).waitFor()
    await app.page.goBack()
    await app.page.getByRole('heading', { level: 1, name: 'Ended meetings' }).waitFor()
    await expect.poll(() => search().inputValue()).toBe('Incident review')
    await search().fill('')
  })

  test.each([
    [401, 'The meetings server requires a different authorization'],
    [404, 'There are no meetings at this address'],
    [500, 'The meetings server has a problem'],
    [503, 'The meetings server has no domain configured'],
  ])('the server’s answer %d is explained, while the cloud’s meetings stay', async (status, title) => {
    await fail(app, 'meetings', status)
    await app.page.getByRole('button', { name: 'Refresh' }).click()
    const alert = app.page.getByRole('alert')
    await expect.poll(() => alert.innerText()).toContain(title)
    await app.page.getByRole('button', { name: 'Change the meetings server in settings' }).waitFor()
    await expect.poll(() => app.page.getByRole('cell', { name: 'Weekly sync' }).count()).toBeGreaterThan(0)
    await heal(app)
    await alert.getByRole('button', { name: 'Try again' }).click()
    await alert.waitFor({ state: 'detached' })
    await app.page.getByRole('cell', { name: '董事会' }).waitFor()
  })

  test('the cloud’s refusal is explained, while the server’s meetings stay', async () => {
    await fail(app, 'api', 403)
    await app.page.getByRole('button', { name: 'Refresh' }).click()
    const notice = app.page.getByRole('region', { name: 'Cloud' })
    await notice
      .getByRole('heading', { name: 'The history of Huawei Cloud Meeting cannot be shown' })
      .waitFor()
    await notice.getByText('The service does not allow this for your enterprise').waitFor()
    await app.page.getByRole('cell', { name: '董事会' }).waitFor()
    await heal(app)
    await notice.getByRole('button', { name: 'Try again' }).click()
    await notice.waitFor({ state: 'detached' })
    await app.page.getByRole('cell', { name: 'Weekly sync' }).first().waitFor()
  })

  test('the page reported no problems', () => {
    expect(app.problems).toEqual([])
  })
})

test('without a sign-in or a server the page asks for either, and accepts only https addresses', async ({
  openApp,
}) => {
  const demo = await openApp({ demo: true })
  const app = await openApp()
  try {
    await app.page.getByRole('button', { name: 'Try it with sample meetings' }).waitFor()
    await app.page.evaluate(() => {
      location.hash = '#/meetings'
    })
    const field = app.page.getByLabel('Address of the meetings server')
    await app.page.getByRole('main').getByRole('button', { name: 'Sign in' }).waitFor()
    await field.fill('http://meetings.example.com')
    await field.press('Enter')
    await app.page.getByText('The address must start with https://').waitFor()
    // Declined in the box of main, nothing is stored, and the form is still there.
    await field.fill(`${demo.demoUrl}/proconf`)
    const { answered } = await app.answerQuestion('cancel')
    await field.press('Enter')
    await answered
    await expect.poll(() => app.page.getByRole('alert').count()).toBe(0)
    await app.answerQuestion('accept')
    await field.press('Enter')
    await app.page.getByRole('cell', { name: '董事会' }).waitFor()
    await app.page.getByText('Sign in to see the meetings of Huawei Cloud Meeting here as well.').waitFor()
    expect(app.problems).toEqual([])
  } finally {
    await app.close()
    await demo.close()
  }
})

test('with only a sign-in the cloud’s meetings are shown alone', async ({ openApp }) => {
  const app = await openApp({ demo: true })
  try {
    await app.page.evaluate(() =>
      (globalThis as unknown as { meetkeep: Bridge }).meetkeep.call('settings.set', { meetingsUrl: '' }),
    )
    await app.page.getByRole('link', { name: 'Meetings', exact: true }).click()
    await app.page.getByRole('cell', { name: 'Weekly sync' }).first().waitFor()
    // The page may have asked the server before it learned that there is none.
    await expect.poll(() => app.page.getByRole('alert').count()).toBe(0)
    await expect.poll(() => app.page.getByRole('group', { name: 'Source' }).count()).toBe(0)
    expect(app.problems).toEqual([])
  } finally {
    await app.close()
  }
})

test('in Chinese', async ({ openApp }) => {
  const app = await openApp({ demo: true, locale: 'zh-CN' })
  try {
    await app.page.getByRole('link', { name: '会议', exact: true }).click()
    await app.page.getByRole('heading', { name: '已结束的会议' }).waitFor()
    await app.page.getByRole('button', { name: '服务器' }).click()
    await app.page.getByText('11 场会议', { exact: true }).waitFor()
    await app.page
      .getByText(/仍在进行或结束时间未知/)
      .first()
      .waitFor()
    await app.page.getByRole('link', { name: '会议纪要' }).click()
    await app.page.getByRole('button', { name: '打开图片…' }).waitFor()
    await app.page.getByRole('link', { name: '节目' }).click()
    await app.page.getByText('3 个节目', { exact: true }).waitFor()
    expect(app.problems).toEqual([])
  } finally {
    await app.close()
  }
})

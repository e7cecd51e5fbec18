import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OpenApp, openApp } from '../app.ts'

async function fail(app: OpenApp, status: number): Promise<void> {
  // More often than main tries again by itself.
  const fault = { kind: 'status', status, on: 'meetings', times: 20 }
  await fetch(`${app.demoUrl}/demo/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fault),
  })
}
const heal = (app: OpenApp) => fetch(`${app.demoUrl}/demo/faults`, { method: 'DELETE' })

describe('ended meetings of the sample server', () => {
  let app: OpenApp
  beforeAll(async () => {
    app = await openApp({ demo: true })
    await app.page.getByRole('link', { name: 'Meetings', exact: true }).click()
    await app.page.getByRole('cell', { name: '董事会' }).waitFor()
  })
  afterAll(() => app?.close())

  test('every row is shown, those without an end or with bad dates too', async () => {
    await app.page.getByText('11 meetings', { exact: true }).waitFor()
    const table = app.page.getByRole('table', { name: 'Ended meetings' })
    const rowOf = async (room: string) =>
      await table.getByRole('row').filter({ hasText: room }).getByRole('cell').allInnerTexts()
    expect((await rowOf('董事会'))[3]).toBe('21m')
    expect((await rowOf('no-end')).slice(2)).toEqual(['Still running or end unknown', '–'])
    expect((await rowOf('bad-dates')).slice(1)).toEqual([
      'Start unknown',
      'Still running or end unknown',
      '–',
    ])
    expect((await rowOf('clock-moved'))[3]).toBe('–')
  })

  test('search narrows the list and says when nothing fits', async () => {
    const field = app.page.getByRole('searchbox', { name: 'Search room or meeting ID' })
    await field.fill('standup')
    await app.page.getByText('2 meetings', { exact: true }).waitFor()
    expect(await app.page.getByRole('cell', { name: 'standup' }).count()).toBe(2)
    await field.fill('no such room')
    await app.page.getByText('No room name or meeting ID holds “no such room”.').waitFor()
    await app.page.getByRole('button', { name: 'Clear the search' }).click()
    await app.page.getByText('11 meetings', { exact: true }).waitFor()
    expect(await field.inputValue()).toBe('')
  })

  test.each([
    [401, 'The meetings server asks for another authorization'],
    [404, 'There are no meetings at this address'],
    [500, 'The meetings server has a problem'],
    [503, 'The meetings server has no domain configured'],
  ])('its answer %d becomes words, and the list comes back', async (status, title) => {
    await fail(app, status)
    await app.page.getByRole('button', { name: 'Refresh' }).click()
    const alert = app.page.getByRole('alert')
    expect(await alert.innerText()).toContain(title)
    await app.page.getByRole('button', { name: 'Change the meetings server in settings' }).waitFor()
    await heal(app)
    await alert.getByRole('button', { name: 'Try again' }).click()
    await app.page.getByRole('cell', { name: '董事会' }).waitFor()
  })

  test('the page had nothing to complain of', () => {
    expect(app.problems).toEqual([])
  })
})

test('without a server the page asks for one, and takes no address that is not safe', async () => {
  const demo = await openApp({ demo: true })
  const app = await openApp()
  try {
    await app.page.getByRole('button', { name: 'Try it with sample meetings' }).waitFor()
    await app.page.evaluate(() => {
      location.hash = '#/meetings'
    })
    const field = app.page.getByLabel('Address of the meetings server')
    await field.fill('http://meetings.example.com')
    await field.press('Enter')
    await app.page.getByText('The address must begin with https://').waitFor()
    await field.fill(`${demo.demoUrl}/proconf`)
    await field.press('Enter')
    await app.page.getByRole('cell', { name: '董事会' }).waitFor()
    expect(app.problems).toEqual([])
  } finally {
    await app.close()
    await demo.close()
  }
})

test('in Chinese', async () => {
  const app = await openApp({ demo: true, locale: 'zh-CN' })
  try {
    await app.page.getByRole('link', { name: '会议', exact: true }).click()
    await app.page.getByRole('heading', { name: '已结束的会议' }).waitFor()
    await app.page.getByText('11 场会议', { exact: true }).waitFor()
    await app.page.getByRole('cell', { name: '仍在进行或结束时间未知' }).first().waitFor()
    await app.page.getByRole('link', { name: '会议纪要' }).click()
    await app.page.getByRole('button', { name: '打开图片…' }).waitFor()
    await app.page.getByRole('link', { name: '节目' }).click()
    await app.page.getByText('查看节目').waitFor()
    expect(app.problems).toEqual([])
  } finally {
    await app.close()
  }
})

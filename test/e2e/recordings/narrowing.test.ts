import { expect } from 'vitest'
import type { OpenApp } from '../app.ts'
import { test } from '../fixtures.ts'

let app: OpenApp
test.beforeAll(async ({ openSharedApp }) => {
  app = await openSharedApp({ demo: true, timeZone: 'Asia/Shanghai' })
  await app.page.getByText('Weekly sync').first().waitFor()
})

const grid = () => app.page.getByRole('grid', { name: 'Recordings' })
const count = () =>
  grid()
    .getAttribute('aria-rowcount')
    .then((rows) => Number(rows) - 1)
const topics = () =>
  app.page
    .locator('[role=row][data-index]')
    .evaluateAll((rows) =>
      rows
        .toSorted((a, b) => Number(a.getAttribute('data-index')) - Number(b.getAttribute('data-index')))
        .map((row) => row.querySelector('button')?.textContent ?? ''),
    )

async function choose(field: string, option: string): Promise<void> {
  await app.page.getByRole('combobox', { name: field }).click()
  await app.page.getByRole('option', { name: option, exact: true }).click()
}

test('times are local, and the zone is shown', async () => {
  const head = grid().getByRole('columnheader', { name: /^Start/ })
  await expect.poll(() => head.textContent()).toMatch(/GMT\+8|China/)
})

test('every column sorts, and reverses on a second click', async () => {
  const head = grid().getByRole('columnheader', { name: 'Topic' })
  await head.getByRole('button').click()
  await expect.poll(() => head.getAttribute('aria-sort')).toBe('ascending')
  const order = new Intl.Collator('en-US', { numeric: true, sensitivity: 'base' })
  // The rows may render after the header shows the sort.
  const firstInOrder = async () => {
    const first = (await topics()).slice(0, 5)
    return first.length === 5 && first.join('\n') === first.toSorted(order.compare).join('\n')
  }
  await expect.poll(firstInOrder).toBe(true)
  const ascending = await topics()
  await head.getByRole('button').click()
  await expect.poll(() => head.getAttribute('aria-sort')).toBe('descending')
  await expect.poll(topics).not.toEqual(ascending)
  await grid()
    .getByRole('columnheader', { name: /^Start/ })
    .getByRole('button')
    .click()
})

test('a state filters, and is cleared if nothing is left', async () => {
  const all = await count()
  await choose('State', 'Being prepared')
  await expect.poll(count).toBeLessThan(all)
  const rows = app.page.locator('[role=row][data-index]')
  await expect.poll(() => rows.filter({ hasNotText: 'Being prepared' }).count()).toBe(0)
  expect(await rows.count()).toBeGreaterThan(0)
  await choose('State', 'Partly saved')
  await app.page.getByText('No recordings found').waitFor()
  await app.page.getByText('State: Partly saved.').waitFor()
  await app.page.getByRole('button', { name: 'Show any state' }).click()
  await expect.poll(count).toBe(all)
})

test('a bar of the chart filters by its month, a legend entry by its state', async () => {
  const { page } = app
  const all = await count()
  const chart = page.getByRole('region', { name: 'By month' })
  const bars = chart.getByRole('listitem').getByRole('button', { name: /:/ })
  const filled = bars.filter({ hasNot: page.getByText('no recordings') }).last()
  const label = (await filled.getAttribute('aria-label')) ?? ''
  await filled.click()
  const inMonth = [...label.matchAll(/(\d+) (?:saved|waiting|out of reach)/g)]
    .map(([, number]) => Number(number))
    .reduce((sum, number) => sum + number, 0)
  await expect.poll(count).toBe(inMonth)
  await expect.poll(() => filled.getAttribute('aria-pressed')).toBe('true')
  await filled.click()
  await expect.poll(count).toBe(all)

  const word = chart.getByRole('button', { name: /^Out of reach/ })
  await word.click()
  await expect.poll(count).toBe(Number(((await word.textContent()) ?? '').replace(/\D/g, '')))
  await word.click()
  await expect.poll(count).toBe(all)
})

test('an empty list shows what was searched, and what to try', async () => {
  const { page } = app
  await page.getByLabel('Search topic, scheduler or meeting ID').fill('no such meeting')
  await page.getByText(/Searched for “no such meeting” between/).waitFor()
  await page.getByRole('button', { name: 'Clear the search' }).click()
  await page.getByText('Weekly sync').first().waitFor()
  expect(app.problems).toEqual([])
})

test('a date is typed part by part: the other end stays until the year is complete', async () => {
  const { page } = app
  await choose('Period', 'Last 30 days')
  const days = page.getByRole('group', { name: 'Date range' })
  const from = await days.getByLabel('From').inputValue()
  const to = days.getByLabel('To')
  // Its first field, by mouse.
  await to.click({ position: { x: 16, y: 16 } })
  await page.keyboard.type(`1231${Number(from.slice(0, 4)) + 1}`)
  await expect.poll(() => to.inputValue()).toBe(`${Number(from.slice(0, 4)) + 1}-12-31`)
  expect(await days.getByLabel('From').inputValue()).toBe(from)
  // A partial date that loses the focus is reset.
  await page.keyboard.press('Backspace')
  await expect.poll(() => to.inputValue()).toBe('')
  await to.blur()
  await expect.poll(() => to.inputValue()).toBe(`${Number(from.slice(0, 4)) + 1}-12-31`)
})

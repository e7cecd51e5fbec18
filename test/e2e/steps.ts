import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { DemoService } from '../../demo/service.ts'
import type { OpenApp } from './app.ts'

/** Opens a page by its English name; active downloads add their count to the name of that link. */
export async function goTo(page: Page, name: string): Promise<void> {
  await page
    .getByRole('navigation')
    .getByRole('link', { name: new RegExp(`^${name}`) })
    .click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
}

/** Signs in to a service manually, up to the last step of the welcome page; it asks for a folder if there is none. */
export async function signInTo(
  { page, answerQuestion }: Pick<OpenApp, 'page' | 'answerQuestion'>,
  service: DemoService,
  { hasFolder = false } = {},
): Promise<void> {
  await page.getByRole('combobox', { name: 'Site' }).click()
  await page.getByRole('option', { name: 'Another address' }).click()
  await page.getByLabel('Address', { exact: true }).fill(service.url)
  await page.getByLabel('App ID', { exact: true }).and(page.getByRole('textbox')).fill(service.appId)
  await page.getByLabel('App key', { exact: true }).fill(service.appKey)
  await answerQuestion('accept')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  if (!hasFolder) await page.getByRole('button', { name: 'Later, with the first download' }).click()
}

/** Selects recordings by topic and clicks Download; the folder is asked for only the first time. */
export async function download(
  { page }: Pick<OpenApp, 'page'>,
  topics: string[],
  types?: string[],
): Promise<void> {
  await goTo(page, 'Recordings')
  for (const topic of topics) {
    await page.getByLabel('Search topic, scheduler or meeting ID').fill(topic)
    await page
      .getByRole('checkbox', { name: `Select ${topic}`, exact: true })
      .first()
      .check()
  }
  const bar = page.getByRole('region', { name: 'Download' })
  for (const [type, label] of [
    ['Hd', 'Camera video'],
    ['Aux', 'Shared screen'],
    ['Sd', 'Combined picture'],
  ] as const) {
    if (types !== undefined) await bar.getByRole('checkbox', { name: label }).setChecked(types.includes(type))
  }
  await bar.getByRole('button', { name: 'Download', exact: true }).click()
  await page.getByText(/added to Downloads/).waitFor()
}

/** Waits until so many downloads are in a state. */
export async function downloadsIn(page: Page, state: string, count: number): Promise<void> {
  await expect.poll(() => page.locator(`[data-state=${state}]`).count(), { timeout: 60_000 }).toBe(count)
}

/** Requests a fault from the demo service. */
export async function fault({ demoUrl }: Pick<OpenApp, 'demoUrl'>, what: object): Promise<void> {
  const { status } = await fetch(`${demoUrl}/demo/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(what),
  })
  expect(status).toBe(200)
}

export interface MediaRequest {
  path: string
  /** '' if the whole file was requested. */
  range: string
}

/** The media requests to the demo service since it was started. */
export async function mediaRequests({ demoUrl }: Pick<OpenApp, 'demoUrl'>): Promise<MediaRequest[]> {
  return (await (await fetch(`${demoUrl}/demo/requests`)).json()) as MediaRequest[]
}

/** The paths of calls to the demo service since it was started: its own calls, not media. */
export async function callsOf({ demoUrl }: Pick<OpenApp, 'demoUrl'>): Promise<string[]> {
  return (await (await fetch(`${demoUrl}/demo/calls`)).json()) as string[]
}

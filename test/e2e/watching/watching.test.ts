import { readdir, rm, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import type { OpenApp } from '../app.ts'
import { axe } from '../axe.ts'
import { goTo } from '../steps.ts'
import { position, saveAndWatch, status, times, waitForStatus, watch } from './saved.ts'
import { test } from '../fixtures.ts'

let app: OpenApp
let folder = ''
test.beforeAll(async ({ sharedFolder: madeFolder, openSharedApp }) => {
  folder = madeFolder
  app = await openSharedApp({ demo: true })
  await app.answerDialog(folder)
})

/** The largest distance of the two films, in seconds, over so many frames of the page. */
async function largestDrift(frames: number): Promise<number> {
  return await app.page.evaluate(async (count) => {
    const videos = [
      ...document.querySelectorAll<HTMLVideoElement>('main[data-status] [data-type]:not([hidden]) video'),
    ]
    let largest = 0
    for (let frame = 0; frame < count; frame += 1) {
      await new Promise((resolve) => requestAnimationFrame(resolve))
      const [a, b] = videos.map((video) => video.currentTime)
      largest = Math.max(largest, Math.abs((a ?? NaN) - (b ?? NaN)))
    }
    return largest
  }, frames)
}

const press = (key: string): Promise<void> => app.page.keyboard.press(key)

/** Once both play, they stay within 100 ms for so many consecutive frames. */
async function staysTogether(): Promise<void> {
  const seen: number[] = []
  await expect
    .poll(
      async () => {
        if ((await status(app.page)) === 'over') await playFromStart()
        seen.push(Math.round((await largestDrift(90)) * 1000))
        return seen.at(-1)
      },
      { timeout: 30_000 },
    )
    .toBeLessThan(100)
  console.log(`largest drift in ms, by runs of 90 frames: ${seen.join(', ')}`)
}

/** Plays from the start, from any state. */
async function playFromStart(): Promise<void> {
  await press('Home')
  await expect
    .poll(
      async () => {
        const now = await status(app.page)
        if (now === 'paused') await press('k')
        return now
      },
      // Long enough for a click to take effect.
      { timeout: 20_000, interval: 1000 },
    )
    .toBe('playing')
}

describe('a saved recording of three parts', () => {
  test('plays, both pictures at once', async () => {
    await saveAndWatch(app, '季度经营分析会', 6, ['Hd', 'Aux'])
    const { page } = app
    await page.getByText('Part 1 of 3').waitFor()
    await waitForStatus(page, 'playing')
    await expect.poll(async () => (await times(page))['Hd']).toBeGreaterThan(0.5)
    await expect.poll(async () => Object.keys(await times(page)).toSorted()).toEqual(['Aux', 'Hd'])
    // Only one of the two has sound.
    const audible = () =>
      page
        .locator('main [data-type] video')
        .evaluateAll((all) => all.filter((video) => !(video as HTMLVideoElement).muted).length)
    await expect.poll(audible).toBe(1)
  })

  test('keeps its two pictures within 100 ms of each other', async () => {
    await playFromStart()
    await staysTogether()
  })

  test.each([0.35, 3])('a picture %d s ahead is synced again', async (seconds) => {
    const { page } = app
    await playFromStart()
    await page.locator('[data-type=Aux] video').evaluate((video, ahead) => {
      const film = video as HTMLVideoElement
      film.currentTime += ahead
    }, seconds)
    const drift = async (): Promise<number> => {
      const { Hd = NaN, Aux = NaN } = await times(page)
      return Math.abs(Hd - Aux)
    }
    await expect.poll(drift).toBeLessThan(0.1)
    // It continued automatically.
    await waitForStatus(page, 'playing')
  })

  test('is one timeline, and continues from part to part', async () => {
    const { page } = app
    const bar = page.getByRole('slider', { name: 'Position' })
    expect(Number(await bar.getAttribute('max'))).toBeCloseTo(18, 0)
    await playFromStart()
    await press('Space')
    await waitForStatus(page, 'paused')
    await press('Home')
    // Five seconds forward, and again: from the first part into the second.
    await press('ArrowRight')
    await expect.poll(() => position(page)).toBeCloseTo(5, 1)
    await press('ArrowRight')
    await expect.poll(() => position(page)).toBeCloseTo(10, 1)
    await page.getByText('Part 2 of 3').waitFor()
    await expect.poll(async () => (await times(page))['Aux']).toBeCloseTo(4, 0)
    // It plays across the next border.
    await press('Space')
    await page.getByText('Part 3 of 3').waitFor()
    await waitForStatus(page, 'playing')
    await staysTogether()
    await press('End')
    await waitForStatus(page, 'over')
    await press('PageUp')
    await press('PageUp')
    await page.getByText('Part 2 of 3').waitFor()
  })

  test('stops at its end, and can be replayed', async () => {
    const { page } = app
    await press('End')
    await waitForStatus(page, 'over')
    await expect.poll(() => position(page)).toBeCloseTo(18, 0)
    await page.getByRole('button', { name: 'Play again' }).click()
    await waitForStatus(page, 'playing')
    await page.getByText('Part 1 of 3').waitFor()
  })

  test('responds to the keyboard', async () => {
    const { page } = app
    await playFromStart()
    await press('>')
    await press('>')
    await page.getByRole('button', { name: 'Speed: 1.5×' }).waitFor()
    const film = page.locator('[data-type=Hd] video')
    await expect.poll(() => film.evaluate((video) => (video as HTMLVideoElement).playbackRate)).toBe(1.5)
    await press('<')
    await press('<')
    await page.getByRole('button', { name: 'Speed: 1×' }).waitFor()
    await press('m')
    await page.getByRole('button', { name: 'Unmute' }).waitFor()
    await press('m')
    await press('ArrowDown')
    await press('ArrowDown')
    await expect.poll(() => page.getByRole('slider', { name: 'Volume' }).inputValue()).toBe('80')
    await press('PageDown')
    await page.getByText('Part 2 of 3').waitFor()
    await press('f')
    await page.getByRole('button', { name: 'Leave full screen' }).waitFor()
    await press('f')
    await page.getByRole('button', { name: 'Full screen', exact: true }).waitFor()
  })

  test('shows either picture large, or alone', async () => {
    const { page } = app
    await press('s')
    await page.getByRole('button', { name: 'View: Shared screen large' }).waitFor()
    const widths = async (): Promise<number[]> =>
      await page
        .locator('main[data-status] [data-type]:not([hidden])')
        .evaluateAll((lanes) => lanes.map((lane) => lane.getBoundingClientRect().width))
    const smaller = async () => (await widths()).toSorted((a, b) => b - a)[1] ?? 0
    await expect.poll(async () => (await smaller()) > 100 && (await smaller()) < 400).toBe(true)
    await page.locator('[data-type=Hd] video').click()
    await page.getByRole('button', { name: 'View: Camera video large' }).click()
    await page.getByRole('menuitemradio', { name: 'Shared screen only' }).click()
    await expect.poll(async () => Object.keys(await times(page))).toEqual(['Aux'])
    await page.getByRole('button', { name: /^View:/ }).click()
    await page.getByRole('menuitemradio', { name: 'Side by side' }).click()
    await expect.poll(async () => Object.keys(await times(page)).toSorted()).toEqual(['Aux', 'Hd'])
  })

  test.each(['light', 'dark'] as const)('passes the accessibility rules, %s', async (theme) => {
    const { page } = app
    await playFromStart()
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await page.getByRole('button', { name: 'Pause', exact: true }).click()
    await waitForStatus(page, 'paused')
    const { violations } = await axe(page)
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .analyze()
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([])
  })

  test('resumes where it was left', async () => {
    const { page } = app
    await playFromStart()
    await press('Space')
    await waitForStatus(page, 'paused')
    await press('PageDown')
    await page.getByText('Part 2 of 3').waitFor()
    await press('ArrowRight')
    await expect.poll(() => position(page)).toBeGreaterThan(10)
    await press('Escape')
    await page.getByRole('heading', { level: 1, name: 'Recordings' }).waitFor()
    await watch(page, '季度经营分析会')
    await page.getByText('Part 2 of 3').waitFor()
    await expect.poll(() => position(page)).toBeGreaterThan(10)
    await page.getByRole('button', { name: 'Back' }).click()
    expect(app.problems).toEqual([])
  })
})

test('a download opens the player, and back', async () => {
  const { page } = app
  await goTo(page, 'Downloads')
  await page.getByRole('button', { name: 'Watch' }).first().click()
  await page.getByRole('heading', { level: 1, name: '季度经营分析会' }).waitFor()
  await press('Escape')
  await page.getByRole('heading', { level: 1, name: 'Downloads' }).waitFor()
})

test('without a shared screen there is one picture', async () => {
  const { page } = app
  await saveAndWatch(app, 'Sound check', 7, ['Hd'])
  await waitForStatus(page, 'playing')
  expect(Object.keys(await times(page))).toEqual(['Hd'])
  await expect.poll(() => page.getByRole('button', { name: /^View/ }).count()).toBe(0)
  await press('Escape')
})

test('missing or changed files are reported, and the rest plays', async () => {
  const { page } = app
  await saveAndWatch(app, 'Incident review 2026-114', 9, ['Hd', 'Aux'])
  await waitForStatus(page, 'playing')
  await press('Escape')
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.includes('Incident'))
  const fileOf = (type: string): string => {
    const name = names.find((one) => one.endsWith('.mp4') && one.includes(type))
    return join(folder, name ?? 'none')
  }
  await rm(fileOf('Screen'))
  await watch(page, 'Incident review 2026-114')
  await page.getByText('Shared screen: the file is missing').waitFor()
  await waitForStatus(page, 'playing')
  await press('Escape')
  await truncate(fileOf('Camera'), 1000)
  await watch(page, 'Incident review 2026-114')
  await page.getByText('Camera video: this is no longer the file that was saved').waitFor()
  await page.getByText('Shared screen: the file is missing').waitFor()
  expect(await status(page).catch(() => null)).toBeNull()
  await page.getByRole('button', { name: 'Back' }).click()
})

test('a recording without saved files shows that', async () => {
  const { page } = app
  await page.evaluate(() => {
    location.hash = '#/watch?site=https%3A%2F%2Fone.example&recording=none'
  })
  await page.getByText('Nothing of this recording is saved here').waitFor()
  await page.getByRole('button', { name: 'Go to recordings' }).click()
  await page.getByRole('heading', { level: 1, name: 'Recordings' }).waitFor()
})

import { expect } from 'vitest'
import { PAGES } from '../../../renderer/navigation.ts'
import type { OpenApp } from '../app.ts'
import { test } from '../fixtures.ts'

let app: OpenApp
test.beforeAll(async ({ openSharedApp }) => {
  app = await openSharedApp({ demo: true })
  await app.page.emulateMedia({ reducedMotion: 'reduce' })
})

interface Walk {
  /** Descriptions of the controls that Tab reached. */
  reached: string[]
  /** Those without a visible focus, or off screen. */
  unseen: string[]
  /** Visible ones that Tab never reached. */
  missed: string[]
}

/** Presses Tab from the start of the page until the focus leaves it again. */
async function walk(): Promise<Walk> {
  const { page } = app
  await page.evaluate(() => {
    const inSight = (one: Element): boolean =>
      one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
      one.closest('[inert], [aria-hidden=true]') === null
    const wanted = 'a[href], button, input, select, textarea, summary, [tabindex]'
    const controls = [...document.querySelectorAll<HTMLElement>(wanted)].filter(
      (one) => one.tabIndex >= 0 && !one.matches(':disabled') && inSight(one),
    )
    Object.assign(globalThis, { walked: { controls, reached: new Set() } })
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    // Tab continues from the selection.
    getSelection()?.removeAllRanges()
  })
  const reached: string[] = []
  const unseen: string[] = []
  for (let presses = 0; presses < 300; presses += 1) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(() => {
      const at = document.activeElement
      if (!(at instanceof HTMLElement) || at === document.body) return null
      const { walked } = globalThis as unknown as { walked: { reached: Set<Element> } }
      const isNew = !walked.reached.has(at)
      walked.reached.add(at)
      const name =
        at.getAttribute('aria-label') ?? (at.textContent.trim() || (at.id ? `#${at.id}` : at.outerHTML))
      const style = getComputedStyle(at)
      const hasRing = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2
      const box = at.getBoundingClientRect()
      const [x, y] = [box.x + box.width / 2, box.y + Math.min(box.height / 2, 20)]
      const top = document.elementFromPoint(x, y)
      const isUncovered =
        top !== null && (at.contains(top) || top.contains(at) || top.closest('label') !== null)
      return {
        words: `${at.tagName.toLowerCase()} ${name}`.slice(0, 80),
        isNew,
        isSeen: hasRing && isUncovered,
      }
    })
    if (stop === null) break
    if (!stop.isNew) continue
    reached.push(stop.words)
    if (!stop.isSeen) unseen.push(stop.words)
  }
  const missed = await page.evaluate(() => {
    const { walked } = globalThis as unknown as {
      walked: { controls: HTMLElement[]; reached: Set<Element> }
    }
    // One that was removed or disabled during the walk was not missed.
    return walked.controls
      .filter((one) => one.isConnected && one.tabIndex >= 0 && !one.matches(':disabled'))
      .filter((one) => !walked.reached.has(one))
      .map((one) => one.outerHTML.slice(0, 120))
  })
  return { reached, unseen, missed }
}

// The welcome page last, because its test signs out; without the player, which needs a saved recording.
test.each([...PAGES.filter((page) => page !== 'watch' && page !== 'welcome'), 'welcome'])(
  'Tab reaches every control on %s with a visible focus',
  async (name) => {
    const { page } = app
    // The welcome page is for those who are not signed in.
    if (name === 'welcome') {
      await page.evaluate(() =>
        (globalThis as unknown as { meetkeep: { call(name: string): Promise<unknown> } }).meetkeep.call(
          'account.signOut',
        ),
      )
    }
    await page.evaluate((target) => {
      location.hash = `#/${target}`
    }, name)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await expect.poll(() => page.getByText('Loading…').count()).toBe(0)
    const { reached, unseen, missed } = await walk()
    expect(reached.length).toBeGreaterThan(5)
    expect({ unseen, missed }).toEqual({ unseen: [], missed: [] })
  },
)

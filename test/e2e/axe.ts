import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

export const THEMES = ['light', 'dark'] as const

/**
 * axe on this page. It collects its results in the page itself ("legacy mode"): by default it uses a separate
 * blank page, which helps only with frames and which Electron does not open.
 */
export function axe(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode()
}

/** axe's violations of WCAG 2.2 A and AA in the current page, one line each. */
export async function barriers(page: Page): Promise<string[]> {
  const { violations } = await axe(page)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`))
}

/** The same for each theme, after its colour transitions. */
export async function barriersByTheme(page: Page): Promise<Record<(typeof THEMES)[number], string[]>> {
  const found = { light: [] as string[], dark: [] as string[] }
  for (const colorScheme of THEMES) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.evaluate(async () => {
      const fading = document.getAnimations().filter((one) => one instanceof CSSTransition)
      await Promise.allSettled(fading.map((one) => one.finished))
    })
    found[colorScheme] = await barriers(page)
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null })
  return found
}

export const NO_BARRIERS = { light: [], dark: [] }

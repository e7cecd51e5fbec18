import type { Page } from 'playwright-core'

/** The page's errors from now on: on its console (including content policy violations), and exceptions. */
export function problemsOf(page: Page): string[] {
  const problems: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text())
  })
  page.on('pageerror', (error) => problems.push(error.message))
  return problems
}

import type { Page } from 'playwright-core'

/** What a page complains of from now on: errors on its console (a broken content policy is one), exceptions. */
export function problemsOf(page: Page): string[] {
  const problems: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text())
  })
  page.on('pageerror', (error) => problems.push(error.message))
  return problems
}

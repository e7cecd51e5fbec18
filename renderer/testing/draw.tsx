import type { ReactNode } from 'react'
import { render } from 'vitest-browser-react'
import type { Account } from '../../contract/account.ts'
import type { Download } from '../../contract/download.ts'
import { defaultSettings, type Settings } from '../../contract/settings.ts'
import { type Text, textOf } from '../../i18n/texts.ts'
import { accountQuery, downloadsQuery, mergeDownloads, settingsQuery } from '../state/server-state.ts'
import { AccountQueryProvider } from '../state/session-state.tsx'
import { Toasts } from '../ui/toasts.tsx'
import { fakeMain } from './fake-main.ts'

/** The English texts by key, so that a test does not repeat a wording. */
export const t: Text = textOf('en-US')

export const SAMPLE_ACCOUNT: Account = {
  site: 'mainland',
  baseUrl: 'https://api.meeting.huaweicloud.com',
  kind: 'appId',
  name: 'Li Na',
  userId: 'u-1',
  isAdmin: true,
  expiresAt: null,
  isDemo: false,
  isRemembered: true,
}

/** Renders a component as the window does: with toasts, an empty cache, an account and settings. */
export async function draw(
  component: ReactNode,
  {
    account = null,
    settings = {},
    downloads = [],
  }: { account?: Account | null; settings?: Partial<Settings>; downloads?: Download[] } = {},
) {
  const state = { account, failure: null }
  const all = { ...defaultSettings, ...settings }
  fakeMain.handle('account.get', () => state)
  fakeMain.handle('settings.get', () => all)
  accountQuery.replace(state)
  settingsQuery.replace(all)
  downloadsQuery.replace(mergeDownloads(new Map(), { changed: downloads, removed: [] }))
  const inWindow = (content: ReactNode) => (
    <AccountQueryProvider>
      <Toasts>{content}</Toasts>
    </AccountQueryProvider>
  )
  const view = await render(inWindow(component))
  return { ...view, rerender: (content: ReactNode) => view.rerender(inWindow(content)) }
}

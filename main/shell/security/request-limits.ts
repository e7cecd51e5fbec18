import type { App, Session } from 'electron'
import { MEDIA_SCHEME } from '../../../contract/watching.ts'
import { APP_SCHEME } from './app-address.ts'

const OWN = [APP_SCHEME, MEDIA_SCHEME, 'blob', 'data'].map((scheme) => `${scheme}:`)
/** Developer tools load themselves from these; a packaged app has none. */
const OF_DEVELOPMENT = ['devtools:', 'chrome-extension:']

/** A request of Chromium's network; a subset of Electron's OnBeforeRequestListenerDetails. */
export interface ChromiumRequest {
  url: string
  /** The page that requests; absent for requests of main. */
  webContentsId?: number | undefined
}

/**
 * Is a request permitted? Our page's session loads only the app itself. No page runs in another session: main
 * uses those for updates, over https.
 */
export function isRequestAllowed(
  { url, webContentsId }: ChromiumRequest,
  { isOfPage, isPackaged }: { isOfPage: boolean; isPackaged: boolean },
): boolean {
  if (!URL.canParse(url)) return false
  const { protocol } = new URL(url)
  if (!isOfPage) return webContentsId === undefined && protocol === 'https:'
  return OWN.includes(protocol) || (!isPackaged && OF_DEVELOPMENT.includes(protocol))
}

/**
 * Cancels every other request in every session, in addition to the content policy: a policy belongs to a
 * document, and a fault in the page could open one without it. Also cancels files that a page offers as a
 * download: our downloads do not use Chromium.
 */
export function limitRequests(
  app: Pick<App, 'on' | 'isPackaged' | 'whenReady'>,
  /** Read later: before `ready` there is no default session. */
  defaultSession: () => Session,
): void {
  const limit = (session: Session): void => {
    const isOfPage = (): boolean => session === defaultSession()
    session.webRequest.onBeforeRequest((details, answer) =>
      answer({
        cancel: !isRequestAllowed(details, { isOfPage: isOfPage(), isPackaged: app.isPackaged }),
      }),
    )
    session.on('will-download', (event) => event.preventDefault())
  }
  app.on('session-created', limit)
  // The first session may be older than the listener.
  void app.whenReady().then(() => limit(defaultSession()))
}

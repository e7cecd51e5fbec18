import type { App } from 'electron'
import { z } from 'zod'
import { isLink } from './start-arguments.ts'

/** Data a second instance passes to the first (Electron: app.requestSingleInstanceLock, additionalData). */
const handedOverSchema = z.object({ link: z.string().nullable() })

export interface ArrivingLinks {
  /** Sets the handler of links, and passes the pending one to it. */
  deliverTo(deliver: (link: string) => void): void
}

/**
 * Receives links from every source: the arguments of this or a second instance, or macOS's open-url, which
 * may be emitted before the app is ready. Queues only the newest: a link is one click, and an older one would
 * be unexpected. Created while the main module is evaluated, so that no early event is missed.
 */
export function takeLinks(app: Pick<App, 'on'>, first: string | null): ArrivingLinks {
  let waiting = first
  let deliver = (link: string): void => void (waiting = link)

  app.on('open-url', (event, url) => {
    event.preventDefault()
    if (isLink(url)) deliver(url)
  })
  // The second instance has parsed its own arguments; Chromium may have reordered those in the event.
  app.on('second-instance', (_event, _argv, _folder, handedOver) => {
    const { link = null } = handedOverSchema.safeParse(handedOver).data ?? {}
    if (link !== null && isLink(link)) deliver(link)
  })
  return {
    deliverTo(next) {
      deliver = next
      if (waiting !== null) next(waiting)
      waiting = null
    },
  }
}

import type { App } from 'electron'
import { z } from 'zod'
import { isLink } from './start-arguments.ts'

/** What a second start hands to the first (Electron: app.requestSingleInstanceLock, additionalData). */
const handedOverSchema = z.object({ link: z.string().nullable() })

export interface ArrivingLinks {
  /** From now on each link goes there, first the one that waited. */
  deliverTo(deliver: (link: string) => void): void
}

/**
 * Takes links from wherever the system brings them: the arguments of this start or of a second one, or macOS's
 * open-url, which may come before the app is ready. Only the newest waits: a link is one click, and an older one
 * would be a surprise. Made as the main module is evaluated, so that no early event is missed.
 */
export function takeLinks(app: Pick<App, 'on'>, first: string | null): ArrivingLinks {
  let waiting = first
  let deliver = (link: string): void => void (waiting = link)

  app.on('open-url', (event, url) => {
    event.preventDefault()
    if (isLink(url)) deliver(url)
  })
  // The second start has read its own arguments; Chromium may have rearranged those that come with the event.
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

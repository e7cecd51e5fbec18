import type { Protocol } from 'electron'
import { MEDIA_SCHEME } from '../../../contract/watching.ts'
import type { Library } from '../../library/library.ts'
import { APP_SCHEME } from './app-address.ts'
import { servePage } from './app-protocol.ts'
import { serveSaved } from './media-protocol.ts'

/** Registers the privileges of our two schemes, before Electron is ready. */
export function registerSchemes(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
    // Without `stream` a player would have to wait for a whole file; without `corsEnabled` the page could not draw a
    // frame of a film into a thumbnail (Electron: protocol, CustomScheme).
    { scheme: MEDIA_SCHEME, privileges: { standard: true, secure: true, stream: true, corsEnabled: true } },
  ])
}

/** Handles requests: the page from its folder, saved recordings from the library. */
export function serveSchemes(
  protocol: Pick<Protocol, 'handle'>,
  { pages, library }: { pages: string; library: Library },
): void {
  protocol.handle(APP_SCHEME, servePage(pages))
  protocol.handle(MEDIA_SCHEME, serveSaved(library))
}

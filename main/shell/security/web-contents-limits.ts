import type { App } from 'electron'

/**
 * The content policy and request filters do not bind WebRTC, which could send UDP to any address. With this
 * policy it may only use a proxy that supports UDP; Chromium supports none.
 */
const NO_UDP = 'disable_non_proxied_udp'

/**
 * Chromium shipped `Connection-Allowlist` (app-protocol.ts) as a trial first: with these features it is enforced
 * in such a version too.
 */
const ALLOWLIST_FEATURES = 'ConnectionAllowlists,OverrideConnectionAllowlistOriginTrial'

/**
 * Blocks navigation to other pages, new windows, embedded pages, WebRTC, titles of the page, and objections of a page to
 * its end.
 * Before `ready`.
 */
export function limitWebContents(app: Pick<App, 'on' | 'commandLine'>): void {
  // Both: the switch also covers a page before its first script (the name with `force-` has no effect).
  app.commandLine.appendSwitch('webrtc-ip-handling-policy', NO_UDP)
  const features = app.commandLine.getSwitchValue('enable-features')
  app.commandLine.appendSwitch(
    'enable-features',
    features === '' ? ALLOWLIST_FEATURES : `${features},${ALLOWLIST_FEATURES}`,
  )
  // The window keeps main's title: one of the page could pass for another program or for a question of main.
  app.on('browser-window-created', (_event, window) => {
    window.on('page-title-updated', (event) => event.preventDefault())
  })
  app.on('web-contents-created', (_event, contents) => {
    contents.setWebRTCIPHandlingPolicy(NO_UDP)
    contents.on('will-navigate', (event) => event.preventDefault())
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    // Here it ignores the page's objection: the window closes and the app quits although a page would rather stay.
    contents.on('will-prevent-unload', (event) => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}

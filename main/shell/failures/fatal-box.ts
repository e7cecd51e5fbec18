import type { App, Dialog } from 'electron'
import { withLimit } from '../../with-limit.ts'

/** What broke the start may keep Electron from ever being ready. */
const LONGEST_WAIT_MS = 10_000

/**
 * Says in a native box why the app ends. Before `ready` Linux would write it to the terminal alone, which a start from an
 * icon does not have (Electron: dialog.showErrorBox), so the box waits for it. Resolves when the box was closed.
 */
export async function showFatalBox(options: {
  app: Pick<App, 'isReady' | 'whenReady'>
  dialog: Pick<Dialog, 'showErrorBox'>
  title: string
  body: string
}): Promise<void> {
  const { app, dialog, title, body } = options
  if (!app.isReady()) await withLimit(app.whenReady(), LONGEST_WAIT_MS)
  dialog.showErrorBox(title, body)
}

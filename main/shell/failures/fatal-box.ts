import type { App, Dialog } from 'electron'
import { withLimit } from '../../with-limit.ts'

/** The failure may prevent Electron from ever becoming ready. */
const LONGEST_WAIT_MS = 10_000

/**
 * Shows in a native dialog why the app exits. Before `ready` Linux would write it to the terminal only, which
 * a start from an icon does not have (Electron: dialog.showErrorBox), so the dialog waits for it. Resolves
 * when the dialog was closed.
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

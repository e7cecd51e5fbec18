import { call } from '../bridge.ts'
import { settingsQuery } from '../state/server-state.ts'

/** The folder downloads go to; asks for one when none has been chosen. null: the user closed the dialog. */
export async function ensureFolder(): Promise<string | null> {
  const known = await call('settings.get')
  if (known.folder !== null) return known.folder
  const settings = await call('settings.chooseFolder')
  settingsQuery.replace(settings)
  return settings.folder
}

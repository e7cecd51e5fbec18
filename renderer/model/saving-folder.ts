import { call } from '../bridge.ts'
import { settingsQuery } from '../state/server-state.ts'

/** The download folder; asks for one if none is set. null: the user cancelled. */
export async function ensureFolder(): Promise<string | null> {
  const known = await call('settings.get')
  if (known.folder !== null) return known.folder
  const settings = await call('settings.chooseFolder')
  settingsQuery.replace(settings)
  return settings.folder
}

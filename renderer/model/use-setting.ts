import { useCallback } from 'react'
import type { Settings, SettingsPatch } from '../../contract/settings.ts'
import { call } from '../bridge.ts'
import { settingsQuery } from '../state/server-state.ts'
import { useErrorToast } from '../state/use-action.ts'

/** Changes settings; a failure is shown in a toast, and the page keeps main's values. */
export function useChangeSettings(): (patch: SettingsPatch) => void {
  const takeOver = useTakeOver()
  return useCallback((patch) => takeOver(call('settings.set', patch)), [takeOver])
}

/** Applies the settings that a call returns. */
export function useTakeOver(): (work: Promise<Settings>) => void {
  const report = useErrorToast()
  return useCallback((work) => report(work.then(settingsQuery.replace)), [report])
}

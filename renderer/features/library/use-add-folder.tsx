import type { ReactNode } from 'react'
import { call } from '../../bridge.ts'
import { useSessionState } from '../../state/session-state.tsx'
import { useErrorToast } from '../../state/use-action.ts'
import { type Added, AddedDialog } from './added-dialog.tsx'

/** Adds a folder that the user chooses. The result is shown when the page is open again, too. */
export function useAddFolder(): { addFolder: () => void; result: ReactNode } {
  const report = useErrorToast()
  const [added, setAdded] = useSessionState<Added | null>('library-added', () => null)
  return {
    addFolder: () => report(call('library.addFolder').then(setAdded)),
    result: added === null ? null : <AddedDialog added={added} onClose={() => setAdded(null)} />,
  }
}

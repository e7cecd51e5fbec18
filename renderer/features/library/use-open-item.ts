import type { LibraryItem } from '../../../contract/library.ts'
import { call } from '../../bridge.ts'
import { hashOfWatching } from '../../model/watch-target.ts'
import { goTo, goToHash } from '../../navigation.ts'
import { useSessionState } from '../../state/session-state.tsx'
import { useErrorToast } from '../../state/use-action.ts'
import { filesHere, mainAction } from './item-state.ts'

/** Opens a saved item from anywhere, as Enter does in the library; one without a file to open is found there. */
export function useOpenItem(): (item: LibraryItem) => void {
  const report = useErrorToast()
  const [, setSearch] = useSessionState('library-search', () => '')
  return (item) => {
    const [first] = filesHere(item)
    const action = mainAction(item)
    if (action === 'play' && first?.source.kind === 'recording')
      goToHash(hashOfWatching({ site: item.site, confUUID: first.source.confUUID, from: 'library' }))
    else if (action === 'open' && first !== undefined) report(call('library.open', { id: first.id }))
    else {
      setSearch(item.title.trim())
      goTo('library')
    }
  }
}

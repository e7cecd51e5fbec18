import { useState } from 'react'
import type { LibraryItem } from '../../../contract/library.ts'
import { call } from '../../bridge.ts'
import { useText } from '../../i18n/text.ts'
import { showToast } from '../../state/toasts.ts'
import { useErrorToast } from '../../state/use-action.ts'
import { filesHere } from './item-state.ts'

export interface Verify {
  /** Key of the item whose files are being read; null for none. */
  key: string | null
  /** Reads the files of an item again, or stops when they are being read. The result is shown in a toast. */
  toggle: (item: LibraryItem) => void
}

export function useVerify(): Verify {
  const t = useText()
  const report = useErrorToast()
  const [key, setKey] = useState<string | null>(null)

  const verify = async (item: LibraryItem): Promise<void> => {
    setKey(item.key)
    try {
      const ids = filesHere(item).map(({ id }) => id)
      const { damaged, unavailable } = await call('library.verify', { ids })
      const outcome = damaged > 0 ? 'damaged' : unavailable > 0 ? 'unavailable' : 'ok'
      showToast({
        kind: outcome === 'ok' ? 'good' : 'bad',
        title: t(`library.verified.${outcome}`, { title: item.title.trim() || t('library.untitled') }),
      })
    } finally {
      // Another one may have been begun meanwhile.
      setKey((current) => (current === item.key ? null : current))
    }
  }

  return {
    key,
    toggle: (item) => report(key === item.key ? call('library.stopVerifying') : verify(item)),
  }
}

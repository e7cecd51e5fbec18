import { useEffect, useRef, useState } from 'react'
import type { Download } from '../../../contract/download.ts'
import { useText } from '../../i18n/text.ts'

/** Announces downloads saved or failed since the page opened; announcing progress would never stop. */
export function EndedAnnouncer({ downloads }: { downloads: ReadonlyMap<string, Download> }) {
  const t = useText()
  const before = useRef(downloads)
  const [words, setWords] = useState('')
  useEffect(() => {
    const ended = [...downloads.values()].filter(({ id, state }) => {
      const was = before.current.get(id)?.state
      return was !== undefined && was !== state && (state === 'saved' || state === 'failed')
    })
    before.current = downloads
    if (ended.length === 0) return
    setWords(
      ended
        .map(({ title, state }) =>
          t(state === 'saved' ? 'downloads.announce.saved' : 'downloads.announce.failed', { name: title }),
        )
        .join(' '),
    )
  }, [downloads, t])
  return (
    <p className="visually-hidden" aria-live="polite">
      {words}
    </p>
  )
}

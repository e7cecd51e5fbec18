import { Folder, ShieldCheck } from 'lucide-react'
import { call } from '../../bridge.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { verifyQuery } from '../../state/server-state.ts'
import { showToast } from '../../state/toasts.ts'
import { useAction } from '../../state/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { ExportButton } from '../../ui/export-button.tsx'
import { SelectionFrame } from '../../ui/selection-frame.tsx'
import { filesHere } from './item-state.ts'
import styles from './library-selection-bar.module.css'
import type { LibrarySelection } from './use-library-selection.ts'

/** Each opens a window. */
const MAX_FOLDERS = 5

/** The selected items: what they take, and what can be done with all of them. */
export function LibrarySelectionBar({ selection }: { selection: LibrarySelection }) {
  const { keys, summary } = selection
  const t = useText()
  const format = useFormat()
  const count = summary?.items ?? keys.size
  const reveal = useAction(async () => {
    const files = (await call('library.rows', { keys: [...keys].slice(0, MAX_FOLDERS) })).flatMap(
      (item) => filesHere(item)[0] ?? [],
    )
    if (files.length === 0) showToast({ kind: 'bad', title: t('library.selection.nothingHere') })
    for (const { id } of files) await call('library.reveal', { id })
  })
  const verify = useAction(async () => verifyQuery.replace(await call('library.verify', { keys: [...keys] })))
  if (count === 0) return null
  return (
    <SelectionFrame
      label={t('library.selection.label')}
      count={count}
      hidden={summary?.hidden.length ?? 0}
      onClear={selection.clear}
      failure={reveal.failure ?? verify.failure}
      actions={
        <>
          <Button
            icon={<Folder aria-hidden="true" />}
            isBusy={reveal.isBusy}
            disabled={count > MAX_FOLDERS}
            focusableWhenDisabled
            title={
              count > MAX_FOLDERS
                ? t('library.selection.revealMost', { value: format.count(MAX_FOLDERS) })
                : undefined
            }
            onClick={() => void reveal.run()}
          >
            {t('library.selection.reveal')}
          </Button>
          <ExportButton
            hasText
            list={() => ({ list: 'library', search: '', order: 'newest', keys: [...keys] })}
          />
          <Button
            icon={<ShieldCheck aria-hidden="true" />}
            isBusy={verify.isBusy}
            onClick={() => void verify.run()}
          >
            {t('library.verify')}
          </Button>
        </>
      }
    >
      {summary === null ? null : <span className={styles['size']}>{format.bytes(summary.bytes)}</span>}
    </SelectionFrame>
  )
}

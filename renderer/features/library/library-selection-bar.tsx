import { Folder, ShieldCheck } from 'lucide-react'
import { MAX_LIBRARY_ROWS } from '../../../contract/library.ts'
import { call } from '../../bridge.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
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
/** Of one call: a recording with many parts has many. */
const MAX_FILES = 1000

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
  const verify = useAction(async () => {
    const { total, damaged, unavailable } = await verifyAll([...keys])
    const worst = damaged > 0 ? 'damaged' : unavailable > 0 ? 'unavailable' : 'ok'
    const value = { damaged, unavailable, ok: total }[worst]
    showToast({
      kind: worst === 'ok' ? 'good' : 'bad',
      title:
        total === 0
          ? t('library.selection.nothingHere')
          : t(`library.selection.verified.${worst}`, {
              count: value,
              value: format.count(value),
              total: format.count(total),
            }),
    })
  })
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
          {verify.isBusy ? (
            <Button onClick={() => void call('library.stopVerifying')}>{t('library.stopVerifying')}</Button>
          ) : null}
        </>
      }
    >
      {summary === null ? null : <span className={styles['size']}>{format.bytes(summary.bytes)}</span>}
    </SelectionFrame>
  )
}

/** Verifies the files of all these items that are here; numbers of files. */
async function verifyAll(keys: readonly string[]) {
  const sum = { total: 0, damaged: 0, unavailable: 0 }
  for (let from = 0; from < keys.length; from += MAX_LIBRARY_ROWS) {
    const items = await call('library.rows', { keys: keys.slice(from, from + MAX_LIBRARY_ROWS) })
    const ids = items.flatMap(filesHere).map(({ id }) => id)
    for (let at = 0; at < ids.length; at += MAX_FILES) {
      const { ok, damaged, unavailable } = await call('library.verify', {
        ids: ids.slice(at, at + MAX_FILES),
      })
      sum.total += ok + damaged + unavailable
      sum.damaged += damaged
      sum.unavailable += unavailable
    }
  }
  return sum
}

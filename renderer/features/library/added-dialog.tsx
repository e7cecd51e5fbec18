import type { CallOutput } from '../../../contract/ipc.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { Dialog } from '../../ui/dialog.tsx'
import styles from './added-dialog.module.css'

export type Added = NonNullable<CallOutput<'library.addFolder'>>

/** What was found in a folder: files that are in the library now, that were there before, and that nothing explains. */
export function AddedDialog({ added, onClose }: { added: Added; onClose: () => void }) {
  const t = useText()
  const format = useFormat()
  const { adopted, known, unknown, unknownCount } = added
  return (
    <Dialog isOpen isTextOnly onClose={onClose} title={t('library.added.title')}>
      <div className={styles['content']}>
        <p>{t('library.added.adopted', { count: adopted, value: format.count(adopted) })}</p>
        {known === 0 ? null : <p>{t('library.added.known', { count: known, value: format.count(known) })}</p>}
        {unknownCount === 0 ? null : (
          <>
            <p>{t('library.added.unknown', { count: unknownCount, value: format.count(unknownCount) })}</p>
            <ul className={styles['names']}>
              {unknown.map((name) => (
                <li key={name} dir="auto">
                  {name}
                </li>
              ))}
              {unknownCount > unknown.length ? <li>…</li> : null}
            </ul>
          </>
        )}
      </div>
    </Dialog>
  )
}

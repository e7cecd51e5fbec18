import { MAX_UNKNOWN } from '../../../contract/library-files.ts'
import type { CallOutput } from '../../../contract/ipc.ts'
import { describeNotAdopted } from '../../../i18n/describe-not-adopted.ts'
import { call } from '../../bridge.ts'
import { useFormat } from '../../i18n/format.ts'
import { useLanguage, useText } from '../../i18n/text.ts'
import { showToast } from '../../state/toasts.ts'
import { useErrorToast } from '../../state/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import styles from './added-dialog.module.css'

export type Added = NonNullable<CallOutput<'library.addFolder'>>

/** What was found in a folder: files that are in the library now, that were there before, and that were left alone. */
export function AddedDialog({ added, onClose }: { added: Added; onClose: () => void }) {
  const t = useText()
  const language = useLanguage()
  const format = useFormat()
  const report = useErrorToast()
  const { adopted, known, unknown, unknownCount, isStopped } = added
  const reasons = [...new Set(unknown.map(({ reason }) => reason))]
  const save = async () => {
    const { isSaved } = await call('library.saveNotAdopted')
    if (isSaved) showToast({ kind: 'good', title: t('library.added.isSaved') })
  }
  return (
    <Dialog
      isOpen
      isTextOnly
      onClose={onClose}
      title={t(isStopped ? 'library.added.stopped' : 'library.added.title')}
      actions={
        unknownCount === 0 ? null : (
          <Button onClick={() => report(save())}>{t('library.report.saveCsv')}</Button>
        )
      }
    >
      <div className={styles['content']}>
        {isStopped ? <p>{t('library.added.stoppedHint')}</p> : null}
        <p>{t('library.added.adopted', { count: adopted, value: format.count(adopted) })}</p>
        {known === 0 ? null : <p>{t('library.added.known', { count: known, value: format.count(known) })}</p>}
        {unknownCount === 0 ? null : (
          <p>{t('library.added.unknown', { count: unknownCount, value: format.count(unknownCount) })}</p>
        )}
        {reasons.map((reason) => (
          <section key={reason}>
            <h3 className={styles['reason']}>{describeNotAdopted(reason, language)}</h3>
            <ul className={styles['names']}>
              {unknown
                .filter((one) => one.reason === reason)
                .map(({ path }) => (
                  <li key={path} dir="auto">
                    {path}
                  </li>
                ))}
            </ul>
          </section>
        ))}
        {unknownCount <= MAX_UNKNOWN ? null : (
          <p className={styles['names']}>{t('library.report.more', { value: format.count(MAX_UNKNOWN) })}</p>
        )}
      </div>
    </Dialog>
  )
}

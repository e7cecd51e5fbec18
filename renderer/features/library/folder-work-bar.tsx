import { FolderSearch } from 'lucide-react'
import { call } from '../../bridge.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { useFolderWork } from '../../state/server-state.ts'
import { useErrorToast } from '../../state/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import styles from './verify-bar.module.css'

/** The folder that is being read, to add its files or to find some, with Stop; nothing while there is none. */
export function FolderWorkBar() {
  const t = useText()
  const format = useFormat()
  const report = useErrorToast()
  const work = useFolderWork()
  if (work === null) return null
  const { kind, read, bytes, found } = work
  const label = t(`library.folderWork.${kind}`)
  const counts = [
    t('library.folderWork.read', { count: read, value: format.count(read) }),
    ...(bytes === 0 ? [] : [t('library.folderWork.compared', { size: format.bytes(bytes) })]),
    t(`library.folderWork.${kind === 'add' ? 'added' : 'found'}`, { value: format.count(found) }),
  ]
  return (
    <section className={styles['bar']} aria-label={label}>
      <span className={styles['icon']}>
        <FolderSearch aria-hidden="true" />
      </span>
      <div className={styles['what']}>
        <p className={styles['text']}>{[label, ...counts].join(' · ')}</p>
        <ProgressBar label={label} fraction={null} />
      </div>
      <Button size="small" onClick={() => report(call('library.stopFolderWork'))}>
        {t('library.verifyJob.stop')}
      </Button>
    </section>
  )
}

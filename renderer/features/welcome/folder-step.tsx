import { FolderCheck, FolderOpen } from 'lucide-react'
import { useRef } from 'react'
import { call } from '../../bridge.ts'
import { useText } from '../../i18n/text.ts'
import { settingsQuery, useSettings } from '../../state/server-state.ts'
import { goTo } from '../../navigation.ts'
import { Button } from '../../ui/button.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { useAction } from '../../state/use-action.ts'
import { useFocusAtFirst } from './use-focus-at-first.ts'
import styles from './step.module.css'

/** Second step: the folder for recordings. Only main's dialog sets it; it may wait for the first download. */
export function FolderStep() {
  const t = useText()
  const { folder } = useSettings()
  const title = useRef<HTMLHeadingElement>(null)
  useFocusAtFirst(title)
  const choose = useAction(async () => settingsQuery.replace(await call('settings.chooseFolder')))
  const next = () => goTo('welcome', 'done')
  return (
    <section className={styles['step']}>
      <h2 ref={title} tabIndex={-1} className={styles['title']}>
        {t('welcome.folder.title')}
      </h2>
      <p className={styles['hint']}>{t('welcome.folder.hint')}</p>
      {folder === null ? null : (
        <p className={styles['chosen']} role="status">
          <FolderCheck aria-hidden="true" />
          <span>
            {t('welcome.folder.chosen')}
            <br />
            <code>{folder}</code>
          </span>
        </p>
      )}
      {choose.failure === null ? null : (
        <FailureNotice failure={choose.failure} onRetry={() => void choose.run()} />
      )}
      <Button
        look={folder === null ? 'primary' : 'secondary'}
        icon={<FolderOpen aria-hidden="true" />}
        isBusy={choose.isBusy}
        onClick={() => void choose.run()}
        className={styles['wide']}
      >
        {folder === null ? t('welcome.folder.choose') : t('welcome.folder.chooseOther')}
      </Button>
      {folder === null ? (
        <Button look="quiet" onClick={next} className={styles['wide']}>
          {t('welcome.folder.later')}
        </Button>
      ) : (
        <Button look="primary" onClick={next} className={styles['wide']}>
          {t('welcome.folder.next')}
        </Button>
      )}
    </section>
  )
}

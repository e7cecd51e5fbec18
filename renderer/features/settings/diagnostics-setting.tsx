import { Save } from 'lucide-react'
import { useState } from 'react'
import { call } from '../../bridge.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/button.tsx'
import { CopyTextButton } from '../../ui/copy-button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { showToast } from '../../state/toasts.ts'
import { useAction } from '../../state/use-action.ts'
import styles from './diagnostics-setting.module.css'
import { Setting } from './setting.tsx'

/**
 * Data that helps to diagnose a fault. The user can read it here before it goes anywhere, and it goes only
 * where the user puts it.
 */
export function DiagnosticsSetting() {
  const t = useText()
  const [text, setText] = useState<string | null>(null)
  const collect = useAction(async () => setText((await call('diagnostics.collect')).text))
  const save = useAction(async () => {
    const { isSaved } = await call('diagnostics.save')
    if (!isSaved) return
    setText(null)
    showToast({ kind: 'good', title: t('settings.trouble.diagnosticsSaved') })
  })
  return (
    <>
      <Setting label={t('settings.trouble.diagnostics')} hint={t('settings.trouble.diagnosticsHint')}>
        <Button isBusy={collect.isBusy} onClick={() => void collect.run()}>
          {t('settings.trouble.look')}
        </Button>
      </Setting>
      {collect.failure === null ? null : (
        <div className={styles['problem']}>
          <FailureNotice failure={collect.failure} />
        </div>
      )}
      <Dialog
        isOpen={text !== null}
        onClose={() => setText(null)}
        title={t('settings.trouble.diagnostics')}
        description={t('settings.trouble.diagnosticsIntro')}
        width="wide"
        actions={
          <>
            <CopyTextButton text={text ?? ''}>{t('settings.trouble.copy')}</CopyTextButton>
            <Button
              look="primary"
              icon={<Save aria-hidden="true" />}
              isBusy={save.isBusy}
              onClick={() => void save.run()}
            >
              {t('settings.trouble.saveAs')}
            </Button>
          </>
        }
      >
        {save.failure === null ? null : <FailureNotice failure={save.failure} />}
        <textarea
          readOnly
          className={styles['text']}
          aria-label={t('settings.trouble.diagnosticsText')}
          value={text ?? ''}
        />
      </Dialog>
    </>
  )
}

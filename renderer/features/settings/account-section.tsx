import { useState } from 'react'
import { call } from '../../bridge.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { accountQuery, useAccount } from '../../state/server-state.ts'
import { goTo } from '../../navigation.ts'
import { siteName } from '../../ui/app-frame.tsx'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { Section } from '../../ui/page.tsx'
import { useAction } from '../../state/use-action.ts'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { rightsOf } from '../../model/rights.ts'
import { Setting } from './setting.tsx'
import styles from './setting.module.css'

/** The signed-in user, the site and the permissions. */
export function AccountSection() {
  const t = useText()
  const format = useFormat()
  const account = useAccount()
  const [isAsking, setIsAsking] = useState(false)
  const signOut = useAction(async () => {
    accountQuery.replace(await call('account.signOut'))
    setIsAsking(false)
    goTo('welcome')
  })

  if (account === null) {
    return (
      <Section title={t('settings.account.title')}>
        <Setting label={t('settings.account.signedOut')}>
          <Button look="primary" onClick={() => goTo('welcome')}>
            {t('common.account.signIn')}
          </Button>
        </Setting>
      </Section>
    )
  }

  return (
    <Section title={t('settings.account.title')}>
      <Setting
        label={account.name || t('common.account.unnamed')}
        hint={
          <>
            <p>
              {siteName(account, t)} · {account.baseUrl}
            </p>
            <p>
              {account.isRemembered ? t('settings.account.remembered') : t('settings.account.rememberedNot')}
            </p>
          </>
        }
      >
        <Button onClick={() => setIsAsking(true)}>{t('settings.account.signOut')}</Button>
      </Setting>
      <Setting label={t('settings.account.rights')} hint={t(`settings.account.${rightsOf(account)}`)} />
      {account.enterpriseId === undefined ? null : (
        <Setting label={t('common.failure.enterpriseId')} hint={account.enterpriseId}>
          <CopyButton text={account.enterpriseId} label={t('common.failure.copyEnterpriseId')} />
        </Setting>
      )}
      {account.expiresAt === null ? null : (
        <Setting label={t('settings.account.expires')} hint={format.dateTime(account.expiresAt)} />
      )}
      {signOut.failure === null ? null : (
        <div className={styles['notice']}>
          <FailureNotice failure={signOut.failure} />
        </div>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        onConfirm={() => void signOut.run()}
        isBusy={signOut.isBusy}
        title={t('settings.account.signOutTitle')}
        confirmLabel={t('settings.account.signOut')}
      >
        {t('settings.account.signOutBody')}
      </ConfirmDialog>
    </Section>
  )
}

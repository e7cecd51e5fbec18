import { QrCode, ShieldCheck, Video } from 'lucide-react'
import { call } from '../../bridge.ts'
import { useText } from '../../i18n/text.ts'
import { accountQuery, useAccount } from '../../state/server-state.ts'
import { useEventQuery } from '../../state/event-query.ts'
import { goTo, usePlace } from '../../navigation.ts'
import { Button } from '../../ui/button.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { useHasSaved } from '../../model/use-has-saved.ts'
import { Mark } from '../../ui/mark.tsx'
import { useAction } from '../../state/use-action.ts'
import { DoneStep } from './done-step.tsx'
import { FolderStep } from './folder-step.tsx'
import { SignIn } from './sign-in.tsx'
import { Steps, type WelcomeStep } from './steps.tsx'
import styles from './welcome-page.module.css'

/**
 * The first start, in three steps: sign-in, folder, done. Or the sample meetings, which need none of them.
 */
export function WelcomePage() {
  const t = useText()
  const place = usePlace()
  const isSignedIn = useAccount() !== null
  const step: WelcomeStep = isSignedIn && (place === 'folder' || place === 'done') ? place : 'signIn'
  const hasSaved = useHasSaved()
  const account = useEventQuery(accountQuery)
  const ended = account.status === 'ready' ? account.value.failure : null
  const demo = useAction(async () => {
    const state = await call('account.tryDemo')
    goTo(place === 'minutes' ? 'minutes' : 'recordings')
    accountQuery.replace(state)
  })
  return (
    <main className={styles['welcome']}>
      <section className={styles['about']}>
        <p className={styles['brand']}>
          <Mark size={30} />
          {t('common.appName')}
        </p>
        <h1 className={styles['headline']}>{t('welcome.headline')}</h1>
        <ul className={styles['points']}>
          <li>
            <Video aria-hidden="true" />
            {t('welcome.points.recordings')}
          </li>
          <li>
            <QrCode aria-hidden="true" />
            {t('welcome.points.minutes')}
          </li>
          <li>
            <ShieldCheck aria-hidden="true" />
            {t('welcome.points.archive')}
          </li>
        </ul>
        <div className={styles['demo']}>
          {isSignedIn ? null : (
            <>
              <Button isBusy={demo.isBusy} onClick={() => void demo.run()}>
                {demo.isBusy ? t('welcome.demoStarting') : t('welcome.demo')}
              </Button>
              <p>{t('welcome.demoHint')}</p>
              {demo.failure === null ? null : <FailureNotice failure={demo.failure} size="line" />}
            </>
          )}
        </div>
      </section>
      <section className={styles['entry']}>
        <div className={styles['form']}>
          <Steps current={step} />
          {step === 'folder' ? (
            <FolderStep />
          ) : step === 'done' ? (
            <DoneStep />
          ) : (
            <>
              {ended === null ? null : <FailureNotice failure={ended} />}
              <SignIn />
              <a className={styles['skip']} href={hasSaved === true ? '#/library' : '#/minutes'}>
                {hasSaved === true ? t('welcome.library') : t('welcome.skip')}
              </a>
            </>
          )}
        </div>
      </section>
    </main>
  )
}

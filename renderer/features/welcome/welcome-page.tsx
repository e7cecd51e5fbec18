import { QrCode, ShieldCheck, Video } from 'lucide-react'
import { call } from '../../bridge.ts'
import { useText } from '../../i18n/text.ts'
import { accountLive } from '../../live-state.ts'
import { useLiveValue } from '../../live-value.ts'
import { goTo } from '../../navigation.ts'
import { Button } from '../../ui/button.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { Mark } from '../../ui/mark.tsx'
import { useAction } from '../../ui/use-action.ts'
import { SignIn } from './sign-in.tsx'
import styles from './welcome-page.module.css'

/** First page of whoever is not signed in: what the app is for, signing in, or the sample meetings. */
export function WelcomePage() {
  const t = useText()
  const account = useLiveValue(accountLive)
  const ended = account.status === 'ready' ? account.value.failure : null
  const demo = useAction(async () => {
    const state = await call('account.tryDemo')
    goTo('recordings')
    accountLive.replace(state)
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
          <Button isBusy={demo.isBusy} onClick={() => void demo.run()}>
            {demo.isBusy ? t('welcome.demoStarting') : t('welcome.demo')}
          </Button>
          <p>{t('welcome.demoHint')}</p>
          {demo.failure === null ? null : <FailureNotice failure={demo.failure} size="line" />}
        </div>
      </section>
      <section className={styles['entry']}>
        <div className={styles['form']}>
          {ended === null ? null : <FailureNotice failure={ended} />}
          <SignIn />
          <a className={styles['skip']} href="#/minutes">
            {t('welcome.skip')}
          </a>
        </div>
      </section>
    </main>
  )
}

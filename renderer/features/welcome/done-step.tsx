import { QrCode, Video } from 'lucide-react'
import { useRef } from 'react'
import { commandOf } from '../../../contract/commands.ts'
import { KeyCaps } from '../../ui/key-caps.tsx'
import { useText } from '../../i18n/text.ts'
import { useAccount, useSettings } from '../../state/server-state.ts'
import { goTo } from '../../navigation.ts'
import { siteName } from '../../ui/app-frame.tsx'
import { Button } from '../../ui/button.tsx'
import { Facts } from '../../ui/facts.tsx'
import { rightsOf } from '../../model/rights.ts'
import styles from './step.module.css'
import { useFocusAtFirst } from './use-focus-at-first.ts'

/** Last step: a summary, and where to go next. */
export function DoneStep() {
  const t = useText()
  const account = useAccount()
  const { folder } = useSettings()
  const title = useRef<HTMLHeadingElement>(null)
  useFocusAtFirst(title)
  if (account === null) return null
  const name = account.name || t('common.account.unnamed')
  return (
    <section className={styles['step']}>
      <h2 ref={title} tabIndex={-1} className={styles['title']}>
        {t('welcome.done.title')}
      </h2>
      <Facts
        facts={[
          { label: t('welcome.done.account'), value: `${name} · ${siteName(account, t)}` },
          { label: t('settings.account.rights'), value: t(`settings.account.${rightsOf(account)}`) },
          { label: t('welcome.done.folder'), value: folder ?? t('welcome.done.folderLater') },
        ]}
      />
      <Button
        look="primary"
        icon={<Video aria-hidden="true" />}
        onClick={() => goTo('recordings')}
        className={styles['wide']}
      >
        {t('welcome.done.recordings')}
      </Button>
      <Button icon={<QrCode aria-hidden="true" />} onClick={() => goTo('minutes')} className={styles['wide']}>
        {t('welcome.done.minutes')}
      </Button>
      <ul className={styles['tips']}>
        <li>
          <KeyCaps keys={commandOf('app.commands').keys ?? []} /> {t('welcome.done.commands')}
        </li>
        <li>
          <KeyCaps keys={commandOf('app.keys').keys?.slice(-1) ?? []} /> {t('welcome.done.keys')}
        </li>
      </ul>
    </section>
  )
}

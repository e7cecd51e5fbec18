import {
  CalendarClock,
  Download,
  Library,
  MonitorPlay,
  QrCode,
  Search,
  Settings,
  UserRound,
  Video,
} from 'lucide-react'
import type { ReactNode } from 'react'
import type { Account } from '../../contract/account.ts'
import { commandOf } from '../../contract/commands.ts'
import { runCommand } from '../command-bus.ts'
import { KeyCaps } from './key-caps.tsx'
import { useFormat } from '../i18n/format.ts'
import { useText } from '../i18n/text.ts'
import type { PageName } from '../navigation.ts'
import styles from './app-frame.module.css'
import { Mark } from './mark.tsx'

const LINKS = [
  { page: 'library', icon: Library },
  { page: 'recordings', icon: Video },
  { page: 'meetings', icon: CalendarClock },
  { page: 'minutes', icon: QrCode },
  { page: 'programs', icon: MonitorPlay },
  { page: 'downloads', icon: Download },
  { page: 'settings', icon: Settings },
] as const

export interface AppFrameProps {
  page: PageName
  account: Account | null
  /** Number of active downloads, shown beside the name of their page. */
  activeDownloads: number
  children: ReactNode
}

/** The sidebar and the page beside it. */
export function AppFrame({ page, account, activeDownloads, children }: AppFrameProps) {
  const t = useText()
  const format = useFormat()
  return (
    <div className={styles['frame']}>
      <nav aria-label={t('common.nav.label')} className={styles['sidebar']}>
        <div className={styles['brand']}>
          <Mark />
          {t('common.appName')}
        </div>
        <button type="button" className={styles['commands']} onClick={() => runCommand('app.commands')}>
          <Search aria-hidden="true" />
          <span className={styles['name']}>{t('common.nav.commands')}</span>
          <KeyCaps keys={commandOf('app.commands').keys ?? []} />
        </button>
        <ul className={styles['links']}>
          {LINKS.map(({ page: target, icon: Icon }) => (
            <li key={target}>
              <a
                href={`#/${target}`}
                className={styles['link']}
                aria-current={page === target ? 'page' : undefined}
                draggable={false}
              >
                <Icon aria-hidden="true" />
                <span className={styles['name']}>{t(`common.nav.${target}`)}</span>
                {target === 'downloads' && activeDownloads > 0 ? (
                  <span className={styles['count']}>
                    <span aria-hidden="true">{format.count(activeDownloads)}</span>
                    <span className="visually-hidden">
                      {t('common.nav.running', { count: activeDownloads })}
                    </span>
                  </span>
                ) : null}
              </a>
            </li>
          ))}
        </ul>
        <AccountLink account={account} />
      </nav>
      <main className={styles['main']}>{children}</main>
    </div>
  )
}

function AccountLink({ account }: { account: Account | null }) {
  const t = useText()
  const name = account === null ? t('common.account.signedOut') : account.name || t('common.account.unnamed')
  const site = account === null ? t('common.account.signIn') : siteName(account, t)
  return (
    <a href={account === null ? '#/welcome' : '#/settings'} className={styles['account']} draggable={false}>
      <span className={styles['face']} aria-hidden="true">
        <UserRound />
      </span>
      <span className={styles['who']}>
        <span className={styles['accountName']}>{name}</span>
        <span className={styles['site']}>{site}</span>
      </span>
    </a>
  )
}

/** The display name of a site; the host of a custom one. */
export function siteName(account: Account, t: ReturnType<typeof useText>): string {
  if (account.isDemo) return t('common.account.demo')
  if (account.site === 'mainland' || account.site === 'international')
    return t(`common.account.${account.site}`)
  return URL.canParse(account.baseUrl) ? new URL(account.baseUrl).host : account.baseUrl
}

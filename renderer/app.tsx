import { CSPProvider } from '@base-ui/react/csp-provider'
import { Tooltip } from '@base-ui/react/tooltip'
import { QueryClientProvider, useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import type { AccountState } from '../contract/account.ts'
import type { Notice } from '../contract/download.ts'
import { isActive } from '../contract/download-states.ts'
import { resolveLanguage } from '../i18n/languages.ts'
import { call, useEvent } from './bridge.ts'
import { Commands } from './commands/commands.tsx'
import { useBatchToast } from './features/downloads/batch-toast.ts'
import { keepLink } from './features/minutes/kept-link.ts'
import { Intake } from './features/minutes/intake.tsx'
import { FailureBoundary } from './failures/failure-boundary.tsx'
import { UpdateAnnouncer } from './features/updates/update-announcer.tsx'
import { showLanguage, useText } from './i18n/text.ts'
import { accountLive, useDownloads, useSettings } from './live-state.ts'
import { type LiveState, useLiveValue } from './live-value.ts'
import { goTo, usePage, usePlace } from './navigation.ts'
import { PAGE_VIEWS } from './pages.tsx'
import { createQueryClient, queryKeys } from './queries.ts'
import { useTheme } from './theme.ts'
import { AppFrame } from './ui/app-frame.tsx'
import { Loading } from './ui/empty-state.tsx'
import { FailureNotice } from './ui/failure-notice.tsx'
import { showToast, type ToastOrder, Toasts } from './ui/toasts.tsx'

const NOTICE_TONES: Partial<Record<Notice['kind'], ToastOrder['kind']>> = {
  'minutes-sent': 'good',
  'minutes-not-sent': 'bad',
}

export function App() {
  const account = useLiveValue(accountLive)
  const identity = account.status === 'ready' ? accountIdentity(account.value.account) : ''
  return (
    // The content policy allows no style elements: the style sheets here say what Base UI would put in them.
    <CSPProvider disableStyleElements>
      <Tooltip.Provider delay={500}>
        <Toasts>
          <AnswersOfAccount key={identity}>
            <Shell account={account} />
          </AnswersOfAccount>
        </Toasts>
      </Tooltip.Provider>
    </CSPProvider>
  )
}

/** A cache of its own for each account: nothing one has seen is ever shown to the next. */
function AnswersOfAccount({ children }: { children: ReactNode }) {
  const [queries] = useState(createQueryClient)
  return <QueryClientProvider client={queries}>{children}</QueryClientProvider>
}

function Shell({ account }: { account: LiveState<AccountState> }) {
  const t = useText()
  const page = usePage()
  const place = usePlace()
  const settings = useSettings()
  const downloads = useDownloads()
  const info = useQuery({ queryKey: queryKeys.appInfo, queryFn: () => call('app.info'), staleTime: Infinity })

  useTheme(settings.theme)
  const language = resolveLanguage(settings.language, info.data?.systemLocale ?? navigator.language)
  useEffect(() => void showLanguage(language), [language])
  useBatchToast()
  useEvent('notice', (notice) =>
    showToast({
      kind: NOTICE_TONES[notice.kind] ?? 'info',
      title: t(`common.notices.${notice.kind}`, { subject: notice.subject }),
    }),
  )

  useEvent(
    'selfTest.asked',
    (task) => void import('./page-trials.ts').then((trials) => trials.runPageTrials(task)),
  )

  useEvent('minutes.linkArrived', ({ text }) => {
    keepLink(text)
    goTo('minutes')
  })

  // A session that the service has ended says so where one signs in again.
  const hasEnded =
    account.status === 'ready' && account.value.account === null && account.value.failure !== null
  useEffect(() => {
    if (hasEnded) goTo('welcome')
  }, [hasEnded])

  const isAtStart = window.location.hash === ''
  const isSignedOut = account.status === 'ready' && account.value.account === null
  useEffect(() => {
    if (isAtStart && isSignedOut) goTo('welcome')
  }, [isAtStart, isSignedOut])

  const active = useMemo(
    () => (downloads.status === 'ready' ? [...downloads.value.values()].filter(isActive).length : 0),
    [downloads],
  )

  if (account.status === 'loading') return <Loading />
  if (account.status === 'failed') {
    return <FailureNotice failure={account.failure} onRetry={() => void accountLive.reload()} />
  }
  if (isAtStart && isSignedOut) return null

  // Whoever has just signed in still has two steps of the welcome page to go.
  const isWelcomed = account.value.account !== null && place === null
  const shown = page === 'welcome' && isWelcomed ? 'recordings' : page
  const View = PAGE_VIEWS[shown]
  return (
    <>
      {shown === 'welcome' || shown === 'watch' ? (
        <View />
      ) : (
        <AppFrame page={shown} account={account.value.account} activeDownloads={active}>
          <FailureBoundary place={shown}>
            <View />
          </FailureBoundary>
          <UpdateAnnouncer />
        </AppFrame>
      )}
      <Intake />
      <Commands />
    </>
  )
}

function accountIdentity(account: { baseUrl: string; userId: string; name: string } | null): string {
  return account === null ? '' : JSON.stringify([account.baseUrl, account.userId, account.name])
}

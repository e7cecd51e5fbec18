import { CSPProvider } from '@base-ui/react/csp-provider'
import { Tooltip } from '@base-ui/react/tooltip'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import type { AccountState } from '../contract/account.ts'
import type { Notice } from '../contract/download.ts'
import { isActive } from '../contract/download-states.ts'
import { resolveLanguage } from '../i18n/languages.ts'
import { call, useEvent } from './bridge.ts'
import { Commands } from './commands/commands.tsx'
import { useBatchToast } from './features/downloads/batch-toast.ts'
import { setPendingLink } from './features/minutes/pending-link.ts'
import { GlobalPasteAndDrop } from './features/minutes/global-paste-and-drop.tsx'
import { RuleDialog } from './features/rules/rule-dialog.tsx'
import { FailureBoundary } from './failures/failure-boundary.tsx'
import { UpdateAnnouncer } from './features/updates/update-announcer.tsx'
import { showLanguage, useText } from './i18n/text.ts'
import { accountQuery, useDownloads, useSettings } from './state/server-state.ts'
import { type LoadState, useEventQuery } from './state/event-query.ts'
import { goTo, useHash, usePage, usePlace } from './navigation.ts'
import { PAGE_VIEWS } from './pages.tsx'
import { queryKeys } from './queries.ts'
import { useHasSaved } from './model/use-has-saved.ts'
import { AccountQueryProvider } from './state/session-state.tsx'
import { useTheme } from './theme.ts'
import { AppFrame } from './ui/app-frame.tsx'
import { Loading } from './ui/empty-state.tsx'
import { FailureNotice } from './ui/failure-notice.tsx'
import { showToast, type ToastOptions } from './state/toasts.ts'
import { Toasts } from './ui/toasts.tsx'

const NOTICE_TONES: Partial<Record<Notice['kind'], ToastOptions['kind']>> = {
  'minutes-sent': 'good',
  'minutes-not-sent': 'bad',
}

export function App() {
  const account = useEventQuery(accountQuery)
  const identity = account.status === 'ready' ? accountIdentity(account.value.account) : ''
  return (
    // The content policy forbids style elements: the style sheets here contain what Base UI would inject.
    <CSPProvider disableStyleElements>
      <Tooltip.Provider delay={500}>
        <Toasts>
          <AccountQueryProvider key={identity}>
            <Shell account={account} />
          </AccountQueryProvider>
        </Toasts>
      </Tooltip.Provider>
    </CSPProvider>
  )
}

function Shell({ account }: { account: LoadState<AccountState> }) {
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
    (task) => void import('./page-checks.ts').then((trials) => trials.runPageChecks(task)),
  )

  useEvent('minutes.linkArrived', ({ text }) => {
    setPendingLink(text)
    goTo('minutes')
  })

  // A session ended by the service says so on the sign-in page.
  const hasEnded =
    account.status === 'ready' && account.value.account === null && account.value.failure !== null
  useEffect(() => {
    if (hasEnded) goTo('welcome')
  }, [hasEnded])

  const isAtStart = useHash() === ''
  const isSignedOut = account.status === 'ready' && account.value.account === null
  const hasSaved = useHasSaved()
  useEffect(() => {
    if (isAtStart && isSignedOut && hasSaved !== undefined) goTo(hasSaved ? 'library' : 'welcome')
  }, [isAtStart, isSignedOut, hasSaved])

  const active = useMemo(
    () => (downloads.status === 'ready' ? [...downloads.value.values()].filter(isActive).length : 0),
    [downloads],
  )

  if (account.status === 'loading') return <Loading />
  if (account.status === 'failed') {
    return <FailureNotice failure={account.failure} onRetry={() => void accountQuery.reload()} />
  }
  if (isAtStart && isSignedOut) return null

  // A user who has just signed in still has two steps of the welcome page left.
  const isWelcomed = account.value.account !== null && (place === null || place === 'minutes')
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
      <GlobalPasteAndDrop />
      <RuleDialog />
      <Commands />
    </>
  )
}

function accountIdentity(account: { baseUrl: string; userId: string; name: string } | null): string {
  return account === null ? '' : JSON.stringify([account.baseUrl, account.userId, account.name])
}

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { MonitorPlay, Search } from 'lucide-react'
import { type FormEvent, useEffect, useState } from 'react'
import { toFailure } from '../../../contract/errors.ts'
import { call } from '../../bridge.ts'
import { useText } from '../../i18n/text.ts'
import { useAccount } from '../../live-state.ts'
import { queryKeys } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState, Loading } from '../../ui/empty-state.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { SignInNeeded } from '../welcome/sign-in-needed.tsx'
import { ProgramDetails } from './program-details.tsx'
import styles from './programs.module.css'
import { type RecentProgram, withRecent } from './recent-programs.ts'

/** Kept with what the account has seen, so it leaves with the account. */
const recentKey = [...queryKeys.programs, 'recent']

/** A program of the signage service, looked up by its id. */
export function ProgramsPage() {
  const t = useText()
  const account = useAccount()
  const queries = useQueryClient()
  const recent = useQuery({
    queryKey: recentKey,
    queryFn: (): RecentProgram[] => [],
    staleTime: Infinity,
    gcTime: Infinity,
  })
  const [text, setText] = useState('')
  const [id, setId] = useState<string | null>(null)
  const [isEmpty, setIsEmpty] = useState(false)
  const query = useQuery({
    queryKey: [...queryKeys.programs, 'one', id],
    queryFn: () => call('programs.get', { id: id ?? '' }),
    enabled: id !== null,
  })

  const program = query.data
  useEffect(() => {
    if (program === undefined || id === null) return
    // By the id that was asked for: the service may answer with another.
    queries.setQueryData<RecentProgram[]>(recentKey, (known) =>
      withRecent(known ?? [], { id, name: program.name }),
    )
  }, [queries, program, id])

  const show = (wanted: string) => {
    setText(wanted)
    setIsEmpty(wanted === '')
    if (wanted === '') return
    // The same id again means: ask again.
    if (wanted === id) void query.refetch()
    setId(wanted)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    show(text.trim())
  }

  if (account === null) return <SignInNeeded title={t('programs.title')} icon={<MonitorPlay />} />

  const others = (recent.data ?? []).filter((known) => known.id !== id)
  const header = (
    <PageHeader title={t('programs.title')}>
      <form className={styles['find']} onSubmit={submit}>
        <TextField
          label={t('programs.id')}
          isLabelHidden
          placeholder={t('programs.id')}
          lead={<Search aria-hidden="true" />}
          value={text}
          onChange={(value) => {
            setText(value)
            setIsEmpty(false)
          }}
          error={isEmpty ? t('programs.idNeeded') : undefined}
          maxLength={200}
          isMonospace
          className={styles['id']}
        />
        <Button look="primary" type="submit" isBusy={query.isFetching}>
          {t('programs.show')}
        </Button>
      </form>
      {others.length === 0 ? null : (
        <div className={styles['recent']}>
          <span className={styles['recentLabel']}>{t('programs.recent')}</span>
          {others.map((known) => (
            <Button key={known.id} size="small" title={known.id} onClick={() => show(known.id)}>
              <span className={styles['recentName']}>{known.name || known.id}</span>
            </Button>
          ))}
        </div>
      )}
    </PageHeader>
  )

  return (
    <Page header={header}>
      {id === null ? (
        <EmptyState icon={<MonitorPlay />} title={t('programs.start.title')}>
          {t('programs.start.hint')}
        </EmptyState>
      ) : query.isError ? (
        <FailureNotice
          failure={toFailure(query.error)}
          onRetry={() => void query.refetch()}
          isRetrying={query.isFetching}
        />
      ) : program === undefined ? (
        <Loading />
      ) : (
        <ProgramDetails programId={id} program={program} />
      )}
    </Page>
  )
}

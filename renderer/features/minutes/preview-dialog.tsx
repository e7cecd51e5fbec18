import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { FolderHeart, UserRoundX } from 'lucide-react'
import { fromFailure, toFailure } from '../../../contract/errors.ts'
import type { MinutesEntries } from '../../../contract/minutes.ts'
import { call } from '../../bridge.ts'
import { useText } from '../../i18n/text.ts'
import { useAccount } from '../../state/server-state.ts'
import { goTo } from '../../navigation.ts'
import { queryKeys } from '../../queries.ts'
import { siteName } from '../../ui/app-frame.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Loading } from '../../ui/empty-state.tsx'
import { Facts } from '../../ui/facts.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { showToast } from '../../state/toasts.ts'
import { setPendingLink } from './pending-link.ts'
import styles from './minutes.module.css'
import { refreshOwnMinutes } from './use-own-minutes.ts'

export interface PreviewDialogProps {
  text: string
  onClose: () => void
  /** Saved; the dialog may close. */
  onSaved: () => void
}

/** Shows what would be sent and to whose space; nothing is sent until the user confirms. */
export function PreviewDialog({ text, onClose, onSaved }: PreviewDialogProps) {
  const t = useText()
  const account = useAccount()
  const queries = useQueryClient()
  const preview = useQuery({
    queryKey: ['minutes-preview', text],
    queryFn: () => call('minutes.preview', { text }),
    gcTime: 0,
  })
  const save = useMutation({
    mutationFn: async () => {
      const saved = await call('minutes.save', { text })
      if (saved.waits === null && saved.failure !== null)
        throw fromFailure({ requestId: saved.requestId, ...saved.failure })
      return saved
    },
    onSettled: () => queries.invalidateQueries({ queryKey: queryKeys.minutesHistory }),
    onSuccess: (saved) => {
      refreshOwnMinutes(queries)
      const isMade = saved.waits === null
      showToast({
        kind: isMade ? 'good' : 'info',
        title: t(isMade ? 'minutes.saved.title' : 'minutes.saved.kept'),
        description: t(isMade ? 'minutes.saved.where' : 'minutes.saved.later', { owner: saved.owner }),
      })
      onSaved()
    },
  })
  const signIn = () => {
    setPendingLink(text)
    goTo('welcome')
  }

  const isOwned = preview.data !== undefined && preview.data.owner !== null
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('minutes.preview.title')}
      actions={
        <>
          <Button onClick={onClose}>{t('common.actions.cancel')}</Button>
          {preview.data !== undefined && !isOwned ? (
            <Button look="primary" onClick={signIn}>
              {t('common.account.signIn')}
            </Button>
          ) : (
            <Button look="primary" disabled={!isOwned} isBusy={save.isPending} onClick={() => save.mutate()}>
              {save.isError ? t('common.actions.retry') : t('minutes.preview.confirm')}
            </Button>
          )}
        </>
      }
    >
      {preview.isError ? (
        <FailureNotice failure={toFailure(preview.error)} onRetry={() => void preview.refetch()} />
      ) : preview.data === undefined ? (
        <Loading />
      ) : (
        <div className={styles['preview']}>
          {preview.data.owner === null ? (
            <Destination
              icon={<UserRoundX aria-hidden="true" />}
              title={t('minutes.preview.signedOut')}
              text={t('minutes.preview.signedOutHint')}
            />
          ) : (
            <Destination
              icon={<FolderHeart aria-hidden="true" />}
              title={t('minutes.preview.to', {
                owner: preview.data.owner || preview.data.ownerId || t('common.account.unnamed'),
              })}
              text={account === null ? '' : siteName(account, t)}
            />
          )}
          <Entries entries={preview.data.entries} />
          {save.isError ? <FailureNotice failure={toFailure(save.error)} /> : null}
        </div>
      )}
    </Dialog>
  )
}

function Destination({ icon, title, text }: { icon: React.ReactNode; title: string; text: string }) {
  return (
    <div className={styles['destination']}>
      <span className={styles['destinationIcon']}>{icon}</span>
      <div>
        <p className={styles['destinationTitle']}>{title}</p>
        <p className={styles['destinationText']}>{text}</p>
      </div>
    </div>
  )
}

/** Every key and value, as sent. */
export function Entries({ entries }: { entries: MinutesEntries }) {
  const t = useText()
  return (
    <section aria-label={t('minutes.preview.sent')}>
      <h3 className={styles['entriesTitle']}>{t('minutes.preview.sent')}</h3>
      <Facts
        facts={entries.map(([key, value]) => ({
          label: key || t('minutes.preview.noKey'),
          value: value || <span className={styles['faint']}>{t('minutes.preview.noValue')}</span>,
          isMonospace: true,
        }))}
      />
    </section>
  )
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { FolderHeart, History, UserRoundX, Wrench } from 'lucide-react'
import { type KeyboardEvent, useRef } from 'react'
import { fromFailure, toFailure } from '../../../contract/errors.ts'
import { type MinutesEntries, nameOfEntries } from '../../../contract/minutes.ts'
import { keysWithPlus } from '../../../qr/link.ts'
import type { Repair } from '../../../qr/pasted-link.ts'
import { call } from '../../bridge.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { useAccount } from '../../state/server-state.ts'
import { goTo } from '../../navigation.ts'
import { queryKeys } from '../../queries.ts'
import { siteName } from '../../ui/app-frame.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Loading } from '../../ui/empty-state.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { showToast } from '../../state/toasts.ts'
import { shownText } from './codes.ts'
import { Entries } from './entries.tsx'
import { knownField } from './known-fields.ts'
import { setPendingLink } from './pending-link.ts'
import styles from './minutes.module.css'
import { refreshOwnMinutes } from './use-own-minutes.ts'

export interface PreviewDialogProps {
  text: string
  /** What copying did to a pasted link, and was undone. */
  repairs?: readonly Repair[]
  onClose: () => void
  /** Saved; the dialog may close. */
  onSaved: () => void
}

/** Shows what would be sent and to whose space; nothing is sent until the user confirms. */
export function PreviewDialog({ text, repairs = [], onClose, onSaved }: PreviewDialogProps) {
  const t = useText()
  const format = useFormat()
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
        description: t(isMade ? 'minutes.saved.where' : 'minutes.saved.later', {
          owner: saved.owner,
          name: shownText(nameOfEntries(saved.entries), 60),
        }),
      })
      onSaved()
    },
  })
  const signIn = () => {
    setPendingLink(text)
    goTo('welcome', 'minutes')
  }

  const isOwned = preview.data !== undefined && preview.data.owner !== null
  // Two presses may come before the button is drawn as busy; main guards the request itself.
  const isPressed = useRef(false)
  const press = () => {
    if (!isOwned || isPressed.current) return
    isPressed.current = true
    save.mutate(undefined, { onSettled: () => void (isPressed.current = false) })
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // Only the dialog itself: Enter on a button presses that. A key still held down confirms nothing.
    if (event.key === 'Enter' && !event.repeat && event.target === event.currentTarget) press()
  }
  const savedAt = preview.data?.savedAt ?? null
  const plus = keysWithPlus(text)
  return (
    <Dialog
      isOpen
      onClose={onClose}
      onKeyDown={onKeyDown}
      title={t('minutes.preview.title')}
      actions={
        <>
          <Button onClick={onClose}>{t('common.actions.cancel')}</Button>
          {preview.data !== undefined && !isOwned ? (
            <Button look="primary" onClick={signIn}>
              {t('common.account.signIn')}
            </Button>
          ) : (
            <Button look="primary" disabled={!isOwned} isBusy={save.isPending} onClick={press}>
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
          <p className={styles['previewName']}>
            {shownText(headlineOf(preview.data.entries), 80) || t('minutes.emptyText')}
          </p>
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
          {savedAt === null ? null : (
            <p className={styles['remark']}>
              <History aria-hidden="true" size={16} />
              {t('minutes.preview.savedBefore', { time: format.dateTime(savedAt) })}
            </p>
          )}
          {repairs.length === 0 ? null : (
            <div className={styles['remark']}>
              <Wrench aria-hidden="true" size={16} />
              <div>
                {t('minutes.repairs.title')}
                <ul className={styles['tips']}>
                  {repairs.map((repair) => (
                    <li key={repair}>{t(`minutes.repairs.${repair}`)}</li>
                  ))}
                </ul>
              </div>
            </div>
          )}
          <Entries title={t('minutes.preview.sent')} entries={preview.data.entries} plus={plus} />
          {save.isPending ? (
            <p className={styles['destinationText']}>{t('minutes.preview.continues')}</p>
          ) : null}
          {save.isError ? <FailureNotice failure={toFailure(save.error)} /> : null}
        </div>
      )}
    </Dialog>
  )
}

/** What people know of the minutes: their name, and where they were written. */
function headlineOf(entries: MinutesEntries): string {
  const device = entries.find(([key]) => knownField(key) === 'device')?.[1] ?? ''
  return [...new Set([nameOfEntries(entries), device.trim()])].filter((part) => part !== '').join(' · ')
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

import { History as HistoryIcon } from 'lucide-react'
import { useState } from 'react'
import { type Failure, toFailure } from '../../../contract/errors.ts'
import { nameOfEntries, type SavedMinutes } from '../../../contract/minutes.ts'
import { useFormat } from '../../i18n/format.ts'
import { useLanguage, useText } from '../../i18n/text.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Facts } from '../../ui/facts.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { describeFailure } from '../../../i18n/describe-failure.ts'
import { StateLabel } from '../../ui/state-label.tsx'
import { Cell, HeadCell, Table, TableBody, TableHead, TableRow } from '../../ui/table.tsx'
import { linkOf, shownText } from './codes.ts'
import styles from './minutes.module.css'
import { Entries } from './entries.tsx'
import { useHistory } from './use-history.ts'

/** Minutes saved on this machine, newest first. */
export function History({ onSaveAgain }: { onSaveAgain: (link: string) => void }) {
  const t = useText()
  const history = useHistory()
  const [openId, setOpenId] = useState<string | null>(null)
  const open = history.data?.find((saved) => saved.id === openId)

  if (history.isError) {
    return <FailureNotice failure={toFailure(history.error)} onRetry={() => void history.refetch()} />
  }
  if (history.data === undefined) return null
  if (history.data.length === 0) {
    return (
      <EmptyState icon={<HistoryIcon />} title={t('minutes.history.empty.title')}>
        {t('minutes.history.empty.hint')}
      </EmptyState>
    )
  }
  return (
    <>
      <Table
        label={t('minutes.history.title')}
        columns="9.5rem minmax(0, 1.4fr) minmax(0, 1fr) minmax(0, 1.2fr) 6rem"
      >
        <TableHead>
          <HeadCell>{t('minutes.history.columns.time')}</HeadCell>
          <HeadCell>{t('minutes.history.columns.content')}</HeadCell>
          <HeadCell>{t('minutes.history.columns.owner')}</HeadCell>
          <HeadCell>{t('minutes.history.columns.state')}</HeadCell>
          <HeadCell>
            <span className="visually-hidden">{t('common.actions.details')}</span>
          </HeadCell>
        </TableHead>
        <TableBody>
          {history.data.map((saved) => (
            <HistoryRow key={saved.id} saved={saved} onOpen={() => setOpenId(saved.id)} />
          ))}
        </TableBody>
      </Table>
      {open === undefined ? null : (
        <SavedDialog
          saved={open}
          onClose={() => setOpenId(null)}
          onSaveAgain={() => {
            setOpenId(null)
            onSaveAgain(linkOf(open.entries))
          }}
        />
      )}
    </>
  )
}

function HistoryRow({ saved, onOpen }: { saved: SavedMinutes; onOpen: () => void }) {
  const t = useText()
  const format = useFormat()
  const language = useLanguage()
  const name = shownText(nameOfEntries(saved.entries), 80) || t('minutes.emptyText')
  const content = shownText(saved.entries.map(([key, value]) => `${key} = ${value}`).join(' · '), 120)
  return (
    <TableRow isPressable onClick={onOpen}>
      <Cell>{format.dateTime(saved.at)}</Cell>
      <Cell title={content}>{name}</Cell>
      <Cell title={saved.owner}>{saved.owner || t('common.account.unnamed')}</Cell>
      <Cell>
        {saved.waits !== null ? (
          <StateLabel tone="warn">{t(`minutes.waits.${saved.waits}`, { owner: saved.owner })}</StateLabel>
        ) : saved.failure === null ? (
          <StateLabel tone="good">{t('minutes.history.saved')}</StateLabel>
        ) : saved.failure.code === 'CANCELLED' ? (
          <StateLabel tone="neutral">{t('minutes.history.givenUp')}</StateLabel>
        ) : (
          <StateLabel tone="danger">{describeFailure(saved.failure, language).title}</StateLabel>
        )}
      </Cell>
      <Cell align="end">
        <Button
          look="quiet"
          size="small"
          onClick={(event) => {
            event.stopPropagation()
            onOpen()
          }}
        >
          {t('common.actions.details')}
        </Button>
      </Cell>
    </TableRow>
  )
}

interface SavedDialogProps {
  saved: SavedMinutes
  onClose: () => void
  onSaveAgain: () => void
}

function SavedDialog({ saved, onClose, onSaveAgain }: SavedDialogProps) {
  const t = useText()
  const format = useFormat()
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t(`minutes.history.${titleOf(saved)}`)}
      actions={
        titleOf(saved) !== 'failedTitle' ? undefined : (
          <Button look="primary" onClick={onSaveAgain}>
            {t('minutes.history.again')}
          </Button>
        )
      }
    >
      <div className={styles['preview']}>
        {saved.failure === null ? null : <FailureNotice failure={withoutRequestId(saved.failure)} />}
        <Facts
          facts={[
            { label: t('minutes.history.columns.time'), value: format.dateTime(saved.at) },
            {
              label: t('minutes.history.columns.owner'),
              value: saved.owner || t('common.account.unnamed'),
            },
            // A save that never reached the service has no request id.
            ...(saved.requestId === ''
              ? []
              : [
                  {
                    label: t('common.failure.requestId'),
                    value: (
                      <span className={styles['requestId']}>
                        {saved.requestId}
                        <CopyButton text={saved.requestId} label={t('common.failure.copyRequestId')} />
                      </span>
                    ),
                    isMonospace: true,
                  },
                ]),
          ]}
        />
        <Entries
          title={t(
            saved.failure === null && saved.waits === null
              ? 'minutes.preview.wasSent'
              : 'minutes.preview.content',
          )}
          entries={saved.entries}
        />
      </div>
    </Dialog>
  )
}

function titleOf({ waits, failure }: SavedMinutes) {
  if (waits !== null) return 'waitingTitle'
  return failure === null ? 'savedTitle' : 'failedTitle'
}

/** The request id is shown among the facts. */
function withoutRequestId({ requestId: _, ...failure }: Failure): Failure {
  return failure
}

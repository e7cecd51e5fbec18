import { CloudOff } from 'lucide-react'
import { nameOfEntries, type SavedMinutes } from '../../../contract/minutes.ts'
import { call } from '../../bridge.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/button.tsx'
import { showToast } from '../../state/toasts.ts'
import { useAction, useErrorToast } from '../../state/use-action.ts'
import { shownText } from './codes.ts'
import styles from './minutes.module.css'
import { useHistory } from './use-history.ts'

const isForNetwork = ({ waits }: SavedMinutes): boolean => waits === 'network'

/**
 * Saves that could not be sent without a network: each is sent once automatically, or can be discarded here.
 */
export function WaitingSaves() {
  const t = useText()
  const history = useHistory()
  const sendNow = useAction(async () => {
    await call('minutes.sendWaiting')
    const { data: after = [] } = await history.refetch()
    if (after.some(isForNetwork)) showToast({ kind: 'info', title: t('minutes.waiting.stillNot') })
  })
  const waiting = (history.data ?? []).filter(({ waits }) => waits !== null)
  if (waiting.length === 0) return null
  return (
    <section className={styles['waiting']} aria-label={t('minutes.waiting.title')}>
      <div className={styles['waitingHead']}>
        <CloudOff aria-hidden="true" />
        <div className={styles['waitingWords']}>
          <h2 className={styles['waitingTitle']}>{t('minutes.waiting.title')}</h2>
          <p>{t('minutes.waiting.hint')}</p>
        </div>
        {waiting.some(isForNetwork) || sendNow.isBusy ? (
          <Button size="small" isBusy={sendNow.isBusy} onClick={() => void sendNow.run()}>
            {t('minutes.waiting.sendNow')}
          </Button>
        ) : null}
      </div>
      <ul>
        {waiting.map((saved) => (
          <Waiting key={saved.id} saved={saved} />
        ))}
      </ul>
    </section>
  )
}

function Waiting({ saved }: { saved: SavedMinutes }) {
  const t = useText()
  const format = useFormat()
  const report = useErrorToast()
  const { id, waits, owner, at, entries } = saved
  const name = shownText(nameOfEntries(entries), 80) || t('minutes.emptyText')
  return (
    <li className={styles['waitingRow']}>
      <span className={styles['waitingName']}>{name}</span>
      <span className={styles['waitingState']}>
        {waits === null ? null : t(`minutes.waits.${waits}`, { owner })} · {format.dateTime(at)}
      </span>
      {waits === 'sending' ? null : (
        <Button
          size="small"
          look="quiet"
          aria-label={t('minutes.waiting.giveUpOne', { name })}
          onClick={() => report(call('minutes.cancelSave', { id }))}
        >
          {t('minutes.waiting.giveUp')}
        </Button>
      )}
    </li>
  )
}

import { Play, Square } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { DryRun } from '../../../contract/archive-rule.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/button.tsx'
import { FailureText } from '../../ui/failure-text.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import styles from './dry-run-panel.module.css'
import type { DryRunState } from './use-dry-run.ts'

/** A dry run, beside the fields of a rule or below them: what a pass would do. */
export function DryRunPanel({ dryRun, onTry }: { dryRun: DryRunState; onTry: () => void }) {
  const t = useText()
  const panel = useRef<HTMLElement>(null)
  const { result, failure, isBusy } = dryRun
  const hasEnded = result !== null || failure !== null
  useEffect(() => {
    // Below the fields, it may be out of sight.
    if (hasEnded) panel.current?.scrollIntoView({ block: 'nearest' })
  }, [hasEnded])
  return (
    <section ref={panel} className={styles['panel']} aria-label={t('rules.dryRun.label')}>
      <div className={styles['head']}>
        <h3 className={styles['title']}>{t('rules.dryRun.label')}</h3>
        {isBusy ? (
          <Button size="small" icon={<Square aria-hidden="true" />} onClick={dryRun.cancel}>
            {t('rules.buttons.stop')}
          </Button>
        ) : (
          <Button size="small" icon={<Play aria-hidden="true" />} onClick={onTry}>
            {t('rules.editor.try')}
          </Button>
        )}
      </div>
      <div role="status" className={styles['result']}>
        {isBusy ? (
          <p className={styles['quiet']}>
            <Spinner /> {t('rules.editor.trying')}
          </p>
        ) : failure !== null ? (
          <FailureText failure={failure} size="line" hasOwnFolder />
        ) : result === null ? (
          <p className={styles['quiet']}>{t('rules.dryRun.hint')}</p>
        ) : (
          <Counts result={result} />
        )}
      </div>
      {result === null || isBusy ? null : <Rows result={result} />}
    </section>
  )
}

/** More would be a list to read, and not a sample. */
const MOST_ROWS = 6

const KINDS = ['here', 'waiting', 'excluded', 'goneBeforeSaved'] as const

function Counts({ result }: { result: DryRun }) {
  const t = useText()
  const format = useFormat()
  const { toFetch, bytes, freeBytes, failure } = result
  const count = { count: toFetch, value: format.count(toFetch) }
  const isTooLarge = freeBytes !== null && (bytes ?? 0) > freeBytes
  return (
    <>
      <p className={styles['headline']}>
        {toFetch === 0
          ? t('rules.dryRun.nothing')
          : bytes === null
            ? t('rules.dryRun.fetch', count)
            : t('rules.dryRun.fetchSize', { ...count, size: format.bytes(bytes) })}
      </p>
      <ul className={styles['facts']}>
        {KINDS.filter((kind) => result[kind] > 0).map((kind) => (
          <li key={kind} data-kind={kind}>
            {t(`rules.dryRun.${kind}`, { count: result[kind], value: format.count(result[kind]) })}
          </li>
        ))}
        {freeBytes === null ? null : (
          <li className={isTooLarge ? styles['tooLarge'] : undefined}>
            {t(isTooLarge ? 'rules.dryRun.tooLarge' : 'rules.dryRun.free', {
              size: format.bytes(freeBytes),
            })}
          </li>
        )}
      </ul>
      {failure === null ? null : (
        <>
          <p className={styles['tooLarge']}>{t('rules.dryRun.incomplete')}</p>
          <FailureText failure={failure} size="line" hasOwnFolder />
        </>
      )}
    </>
  )
}

function Rows({ result: { rows, toFetch } }: { result: DryRun }) {
  const t = useText()
  const format = useFormat()
  if (rows.length === 0) return null
  const shown = rows.slice(0, MOST_ROWS)
  const more = toFetch - shown.length
  return (
    <div className={styles['list']}>
      <ul aria-label={t('rules.dryRun.rows')}>
        {shown.map(({ confUUID, topic, scheduler, start, seconds, bytes }) => (
          <li key={confUUID} className={styles['row']}>
            <bdi className={styles['topic']} title={topic.trim()}>
              {topic.trim() || t('recordings.untitled')}
            </bdi>
            <span className={styles['quiet']}>
              {[
                start === null ? null : format.date(start),
                scheduler,
                seconds === null ? null : format.duration(seconds),
                bytes === null ? null : format.bytes(bytes),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      {more > 0 ? (
        <p className={styles['quiet']}>
          {t('rules.dryRun.more', { count: more, value: format.count(more) })}
        </p>
      ) : null}
    </div>
  )
}

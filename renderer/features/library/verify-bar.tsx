import { CircleCheck, Pause, Play, ShieldCheck, Square, TriangleAlert, X } from 'lucide-react'
import { useState } from 'react'
import type { VerifyAction, VerifyState } from '../../../contract/verify.ts'
import { call } from '../../bridge.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { useVerifyState, verifyQuery } from '../../state/server-state.ts'
import { useErrorToast } from '../../state/use-action.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import styles from './verify-bar.module.css'
import { VerifyReportDialog } from './verify-report-dialog.tsx'
import { barOf } from './verify-bar-state.ts'

/** The verification under way, with its controls, or what the last one has found; nothing before the first. */
export function VerifyBar() {
  const t = useText()
  const format = useFormat()
  const state = useVerifyState()
  const report = useErrorToast()
  const [isReportOpen, setIsReportOpen] = useState(false)
  const bar = barOf(state)
  if (bar === 'none') return null
  const act = (action: VerifyAction) =>
    report(call('library.verifyAct', { action }).then(verifyQuery.replace))
  const { files, bytes, current } = state
  const count = { done: format.count(files.done), of: format.count(files.of) }
  const isOver = state.phase === 'idle'
  const problems = files.done - state.outcomes.verified
  const text =
    bar === 'running'
      ? t('library.verifyJob.running', {
          ...{ ...count, bytes: format.bytes(bytes.done), total: format.bytes(bytes.of) },
        })
      : bar === 'ok'
        ? t('library.verifyJob.ok', { count: files.done, value: format.count(files.done) })
        : bar === 'problems'
          ? t('library.verifyJob.problems', { count: problems, value: format.count(problems) })
          : t(`library.verifyJob.${bar}`, count)
  return (
    <section className={styles['bar']} aria-label={t('library.verifyJob.label')} data-tone={bar}>
      <span className={styles['icon']}>{iconOf(bar)}</span>
      <div className={styles['what']}>
        <p className={styles['text']} role={isOver ? 'status' : undefined}>
          {text}
        </p>
        {isOver ? null : (
          <>
            <ProgressBar
              label={t('library.verifyJob.label')}
              fraction={bytes.of === 0 ? null : bytes.done / bytes.of}
            />
            <p className={styles['current']} dir="auto">
              {current === null
                ? '\u00a0'
                : t('library.verifyJob.current', { title: current.title.trim() || t('library.untitled') })}
            </p>
          </>
        )}
      </div>
      <span className={styles['actions']}>
        {problems > 0 ? (
          <Button size="small" onClick={() => setIsReportOpen(true)}>
            {t('library.verifyJob.report')}
          </Button>
        ) : null}
        {isOver ? (
          <IconButton
            size="small"
            label={t('library.verifyJob.dismiss')}
            icon={<X aria-hidden="true" />}
            onClick={() => act('dismiss')}
          />
        ) : (
          <>
            {bar === 'paused' ? (
              <IconButton
                size="small"
                label={t('library.verifyJob.resume')}
                icon={<Play aria-hidden="true" />}
                onClick={() => act('resume')}
              />
            ) : (
              <IconButton
                size="small"
                label={t('library.verifyJob.pause')}
                icon={<Pause aria-hidden="true" />}
                onClick={() => act('pause')}
              />
            )}
            <IconButton
              size="small"
              label={t('library.verifyJob.stop')}
              icon={<Square aria-hidden="true" />}
              onClick={() => act('stop')}
            />
          </>
        )}
      </span>
      {isReportOpen ? <VerifyReportDialog onClose={() => setIsReportOpen(false)} /> : null}
    </section>
  )
}

function iconOf(bar: ReturnType<typeof barOf>) {
  if (bar === 'problems') return <TriangleAlert aria-hidden="true" />
  return bar === 'ok' ? <CircleCheck aria-hidden="true" /> : <ShieldCheck aria-hidden="true" />
}

/** Whether files of this item are being read now. */
export const isVerifying = ({ phase, current }: VerifyState, key: string): boolean =>
  phase === 'running' && current?.key === key

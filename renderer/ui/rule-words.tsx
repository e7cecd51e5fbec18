import { TriangleAlert } from 'lucide-react'
import { isTrustable, settingsSectionOf } from '../../contract/error-rules.ts'
import type { RuleCoverage } from '../../contract/archive-rule.ts'
import { useFormat } from '../i18n/format.ts'
import { useText } from '../i18n/text.ts'
import type { RuleActions } from '../model/use-rule-actions.ts'
import { useRuleText } from '../model/use-rule-text.ts'
import { coverageFacts, coverageShares, isUnderWay, ruleStatus } from '../model/rule-view.ts'
import type { KnownRule } from '../state/rules-state.ts'
import { Button } from './button.tsx'
import { FailureNotice } from './failure-notice.tsx'
import { ProgressBar } from './progress-bar.tsx'
import styles from './rule-words.module.css'

/** How much of a rule is saved, and what is left: "1,204 of 1,210 saved · 1.8 TB · 4 being prepared". */
export function RuleHeadline({ known: { state }, now }: { known: KnownRule; now: number }) {
  const t = useText()
  const format = useFormat()
  const text = useRuleText()
  const status = ruleStatus(state)
  const coverage = state?.coverage ?? null
  return (
    <div className={styles['line']}>
      <p className={styles['headline']}>{headline()}</p>
      {coverage === null ? null : (
        <ul className={styles['facts']}>
          {coverage.bytes === 0 ? null : <li>{format.bytes(coverage.bytes)}</li>}
          {coverageFacts(coverage).map(({ fact, count }) => (
            <li key={fact} data-fact={fact}>
              {text.fact(fact, count)}
            </li>
          ))}
          {coverage.oldestNotSaved === null ? null : (
            <li>
              {t('rules.facts.oldest', { day: format.shortDay(coverage.oldestNotSaved, new Date(now)) })}
            </li>
          )}
        </ul>
      )}
    </div>
  )

  function headline(): string {
    if (coverage !== null && coverage.recordings > 0) {
      const [complete, recordings] = [format.count(coverage.complete), format.count(coverage.recordings)]
      return t('rules.headline', { complete, recordings })
    }
    if (isUnderWay(status)) return t('rules.phases.listing')
    if (status === 'failed' || status === 'new' || status === 'unread') return t(`rules.headlines.${status}`)
    return t('rules.headlines.nothing')
  }
}

/** A bar of the coverage, or of the pass that runs. What it shows is said in words beside it. */
export function RuleBar({ known: { state } }: { known: KnownRule }) {
  const t = useText()
  if (state !== null && isUnderWay(ruleStatus(state))) {
    const { phase, progress } = state
    const isKnown = phase === 'fetching' && progress !== null && progress.of > 0
    return (
      <ProgressBar
        label={t('rules.phases.fetching')}
        fraction={isKnown ? progress.done / progress.of : phase === 'queued' ? 0 : null}
      />
    )
  }
  const coverage = state?.coverage ?? null
  return coverage === null ? null : <CoverageBar coverage={coverage} />
}

function CoverageBar({ coverage }: { coverage: RuleCoverage }) {
  const shares = coverageShares(coverage)
  if (shares.length === 0) return null
  return (
    <div className={styles['bar']} aria-hidden="true">
      {shares.map(({ piece, share }) => (
        <span key={piece} className={styles[piece]} style={{ flexGrow: share }} />
      ))}
    </div>
  )
}

/** When a rule runs and ran, or what it is doing. */
export function RulePasses({ known: { rule, state }, now }: { known: KnownRule; now: number }) {
  const text = useRuleText()
  const progress = text.progress(ruleStatus(state), state)
  const words = [
    text.schedule(rule),
    ...(progress === null ? text.passes(rule, state, new Date(now)) : [progress]),
  ]
  return <p className={styles['passes']}>{words.join(' · ')}</p>
}

/** What must not pass silently: recordings that are lost, and a pass that could not do its work. */
export function RuleTrouble({ known: { rule, state }, actions }: { known: KnownRule; actions: RuleActions }) {
  const t = useText()
  const format = useFormat()
  const gone = state?.coverage?.goneBeforeSaved ?? 0
  const failure = ruleStatus(state) === 'failed' ? (state?.failure ?? null) : null
  return (
    <>
      {gone === 0 ? null : (
        <div className={styles['gone']}>
          <TriangleAlert aria-hidden="true" />
          <p>{t('rules.gone', { count: gone, value: format.count(gone) })}</p>
          <Button size="small" onClick={() => actions.saveReport('html')}>
            {t('rules.which')}
          </Button>
        </div>
      )}
      {failure === null ? null : (
        <FailureNotice
          key={rule.id}
          failure={failure}
          size="line"
          hasOwnFolder
          {...(isTrustable(failure) ? { onRetry: actions.run } : {})}
        >
          {settingsSectionOf(failure) === 'saving' ? (
            <Button size="small" onClick={actions.chooseFolder}>
              {t('rules.actions.chooseFolder')}
            </Button>
          ) : null}
        </FailureNotice>
      )}
    </>
  )
}

import { useText } from '../../i18n/text.ts'
import { isUnderWay, ruleStatus } from '../../model/rule-view.ts'
import { useRuleActions } from '../../model/use-rule-actions.ts'
import { useRuleText } from '../../model/use-rule-text.ts'
import type { KnownRule } from '../../state/rules-state.ts'
import { RuleControls } from '../../ui/rule-controls.tsx'
import { RuleBar, RuleHeadline, RulePasses, RuleTrouble } from '../../ui/rule-words.tsx'
import styles from './archive-header.module.css'

/** How much of the rules is saved; several rules are one row each. */
export function ArchiveHeader({ rules, now }: { rules: KnownRule[]; now: number }) {
  const t = useText()
  const isSeveral = rules.length > 1
  return (
    <section className={styles['panel']} aria-label={t('rules.title')}>
      {rules.map((known) => (
        <Rule key={known.rule.id} known={known} isSeveral={isSeveral} now={now} />
      ))}
    </section>
  )
}

function Rule({ known, isSeveral, now }: { known: KnownRule; isSeveral: boolean; now: number }) {
  const actions = useRuleActions(known.rule)
  return (
    <div className={styles['rule']} role="group" aria-label={known.rule.name}>
      <div className={styles['line']}>
        <div className={styles['words']}>
          {isSeveral ? <p className={styles['name']}>{known.rule.name}</p> : null}
          <RuleHeadline known={known} now={now} />
          <RulePasses known={known} now={now} />
        </div>
        <div className={styles['controls']}>
          <RuleControls known={known} actions={actions} isQuiet={isSeveral} hasLink />
        </div>
      </div>
      <RuleBar known={known} />
      <RuleTrouble known={known} actions={actions} />
      <Announcement known={known} />
    </div>
  )
}

/** Says to a screen reader that a pass has begun or ended; its numbers change too often. */
function Announcement({ known: { rule, state } }: { known: KnownRule }) {
  const text = useRuleText()
  const status = ruleStatus(state)
  const words = isUnderWay(status) ? text.progress(status, null) : null
  return (
    <span role="status" className="visually-hidden">
      {words === null ? '' : `${rule.name}: ${words}`}
    </span>
  )
}

import { Plus } from 'lucide-react'
import { useText } from '../../i18n/text.ts'
import { editRule } from '../../model/rule-editor.ts'
import { useRuleActions } from '../../model/use-rule-actions.ts'
import { useRuleText } from '../../model/use-rule-text.ts'
import { type KnownRule, useRules } from '../../state/rules-state.ts'
import { Button } from '../../ui/button.tsx'
import { Switch } from '../../ui/choices.tsx'
import { Section } from '../../ui/page.tsx'
import { RuleControls } from '../../ui/rule-controls.tsx'
import { RuleBar, RuleHeadline, RulePasses, RuleTrouble } from '../../ui/rule-words.tsx'
import { useMinute } from '../../ui/use-minute.ts'
import styles from './rules-section.module.css'
import { Setting } from './setting.tsx'

/** The rules of the automatic archive. */
export function RulesSection() {
  const t = useText()
  const rules = useRules()
  const now = useMinute()
  const isEmpty = rules === null || rules.length === 0
  return (
    <Section title={t('rules.title')}>
      {rules?.map((known) => (
        <Rule key={known.rule.id} known={known} now={now} />
      ))}
      <Setting
        label={isEmpty ? t('rules.none') : t('rules.another')}
        hint={isEmpty ? t('rules.noneHint') : t('rules.about')}
      >
        <Button icon={<Plus aria-hidden="true" />} disabled={rules === null} onClick={() => editRule(null)}>
          {t('rules.add')}
        </Button>
      </Setting>
    </Section>
  )
}

function Rule({ known, now }: { known: KnownRule; now: number }) {
  const { rule } = known
  const t = useText()
  const text = useRuleText()
  const actions = useRuleActions(rule)
  return (
    <div className={styles['rule']} role="group" aria-label={rule.name}>
      <div className={styles['head']}>
        <Switch
          isLabelHidden
          label={t('rules.actions.isOn', { name: rule.name })}
          isChecked={rule.isOn}
          onChange={actions.turn}
        />
        <div className={styles['words']}>
          <h3 className={styles['name']}>{rule.name}</h3>
          <p className={styles['facts']}>
            {text.scope(rule)} · <bdi>{rule.folder}</bdi>
          </p>
        </div>
        <div className={styles['controls']}>
          <RuleControls known={known} actions={actions} isQuiet />
        </div>
      </div>
      <div className={styles['state']}>
        <RuleHeadline known={known} now={now} />
        <RuleBar known={known} />
        <RulePasses known={known} now={now} />
        <RuleTrouble known={known} actions={actions} />
      </div>
    </div>
  )
}

import { type FormEvent, useId, useRef, useState } from 'react'
import type { ArchiveRule } from '../../../contract/archive-rule.ts'
import { call } from '../../bridge.ts'
import { useText } from '../../i18n/text.ts'
import { dayOf } from '../../model/period.ts'
import { draftOf, newRule, ruleOf, type RuleDraft } from '../../model/rule-draft.ts'
import { closeRuleEditor, type EditedRule, useEditedRule } from '../../model/rule-editor.ts'
import { useRules } from '../../state/rules-state.ts'
import { useAccount, useSettings } from '../../state/server-state.ts'
import { showToast } from '../../state/toasts.ts'
import { useAction } from '../../state/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog, Dialog } from '../../ui/dialog.tsx'
import { FailureText } from '../../ui/failure-text.tsx'
import { DryRunPanel } from './dry-run-panel.tsx'
import styles from './rule-dialog.module.css'
import { RuleFields } from './rule-fields.tsx'
import { useDryRun } from './use-dry-run.ts'
import { useNamePreview } from './use-name-preview.ts'

/** The editor of a rule, over any page (model/rule-editor.ts). */
export function RuleDialog() {
  const edited = useEditedRule()
  // Stays while it closes.
  const [shown, setShown] = useState<EditedRule | null>(null)
  if (edited !== null && edited !== shown) setShown(edited)
  const t = useText()
  const rules = useRules()
  const settings = useSettings()
  const account = useAccount()
  if (shown === null) return null
  const isAdmin = account === null ? null : account.isAdmin
  const known = rules?.find(({ rule }) => rule.id === shown.id)?.rule ?? null
  const name = t(isAdmin === true ? 'rules.newName.everyone' : 'rules.newName.mine')
  return (
    <Editor
      key={shown.key}
      isOpen={edited !== null}
      isNew={known === null}
      rule={known ?? newRule(settings, { id: shown.key, name, isAdmin })}
      mayHaveAll={isAdmin !== false}
    />
  )
}

function Editor({
  isOpen,
  isNew,
  rule,
  mayHaveAll,
}: {
  isOpen: boolean
  isNew: boolean
  rule: ArchiveRule
  mayHaveAll: boolean
}) {
  const t = useText()
  const form = useRef<HTMLFormElement>(null)
  const formId = useId()
  const [first] = useState<RuleDraft>(() => {
    const draft = draftOf(rule, dayOf(new Date()))
    return mayHaveAll ? draft : { ...draft, scope: 'mine' }
  })
  const [draft, setDraft] = useState(first)
  const [showsProblems, setShowsProblems] = useState(false)
  const [isAsking, setIsAsking] = useState(false)
  const names = useNamePreview(draft)
  const dryRun = useDryRun(draft)
  const save = useAction(async (one: ArchiveRule) => {
    await call('rules.save', one)
    showToast({ kind: 'good', title: t('rules.editor.saved') })
    closeRuleEditor()
  })

  const { rule: whole, problems } = ruleOf(draft)
  const isChanged = JSON.stringify(draft) !== JSON.stringify(first)

  /** Runs work with the rule, or shows what is wrong and moves the focus there. */
  const withRule = (work: (one: ArchiveRule) => void) => {
    setShowsProblems(true)
    if (whole !== null && names.problem === null) return work(whole)
    // Once the problems are drawn.
    requestAnimationFrame(() => {
      const field = form.current?.querySelector<HTMLElement>('[aria-invalid=true]')
      field?.closest('details')?.setAttribute('open', '')
      field?.focus()
    })
  }
  const close = () => {
    dryRun.cancel()
    closeRuleEditor()
  }
  const leave = () => {
    if (isChanged) setIsAsking(true)
    else close()
  }

  return (
    <Dialog
      isOpen={isOpen}
      onClose={leave}
      title={t(isNew ? 'rules.editor.new' : 'rules.editor.edit')}
      width="full"
      actions={
        <>
          {save.failure === null ? null : (
            <div className={styles['failure']}>
              <FailureText failure={save.failure} size="line" hasOwnFolder />
            </div>
          )}
          <Button onClick={leave}>{t('common.actions.cancel')}</Button>
          <Button look="primary" type="submit" form={formId} isBusy={save.isBusy}>
            {t('common.actions.save')}
          </Button>
        </>
      }
    >
      <div className={styles['columns']}>
        <form
          ref={form}
          id={formId}
          noValidate
          className={styles['form']}
          onSubmit={(event: FormEvent) => {
            event.preventDefault()
            withRule((one) => void save.run(one))
          }}
        >
          <RuleFields
            draft={draft}
            problems={showsProblems ? (problems ?? {}) : {}}
            names={names}
            mayHaveAll={mayHaveAll}
            onChange={(patch) => setDraft((before) => ({ ...before, ...patch }))}
          />
        </form>
        <DryRunPanel dryRun={dryRun} onTry={() => withRule((one) => void dryRun.run(one))} />
      </div>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        onConfirm={() => {
          setIsAsking(false)
          close()
        }}
        title={t('rules.editor.discardTitle')}
        confirmLabel={t('rules.editor.discard')}
        cancelLabel={t('rules.editor.keep')}
        isDangerous
      >
        {t('rules.editor.discardBody')}
      </ConfirmDialog>
    </Dialog>
  )
}

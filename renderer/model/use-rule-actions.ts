import type { ArchiveRule } from '../../contract/archive-rule.ts'
import { call } from '../bridge.ts'
import { useText } from '../i18n/text.ts'
import { showToast } from '../state/toasts.ts'
import { useErrorToast } from '../state/use-action.ts'

/** What can be done with a rule; a failure is shown in a toast. */
export function useRuleActions(rule: ArchiveRule) {
  const t = useText()
  const report = useErrorToast()
  const { id } = rule
  return {
    run: () => report(call('rules.act', { id, action: 'run' })),
    stop: () => report(call('rules.act', { id, action: 'stop' })),
    turn: (isOn: boolean) => report(call('rules.save', { ...rule, isOn })),
    remove: () => report(call('rules.remove', { id })),
    chooseFolder: () => report(chooseFolderOf(rule)),
    saveReport: (format: 'csv' | 'html') =>
      report(
        call('rules.saveReport', { id, format }).then(({ isSaved }) => {
          if (isSaved) showToast({ kind: 'good', title: t('rules.report.saved') })
        }),
      ),
  }
}

export type RuleActions = ReturnType<typeof useRuleActions>

async function chooseFolderOf(rule: ArchiveRule): Promise<void> {
  const { folder } = await call('rules.chooseFolder')
  if (folder !== null) await call('rules.save', { ...rule, folder })
}

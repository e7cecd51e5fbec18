import { useEffect, useEffectEvent, useState } from 'react'
import type { ArchiveRule, DryRun } from '../../../contract/archive-rule.ts'
import type { Failure } from '../../../contract/errors.ts'
import { call } from '../../bridge.ts'
import type { RuleDraft } from '../../model/rule-draft.ts'
import { useAction } from '../../state/use-action.ts'

export interface DryRunState {
  /** null: none, or the draft has changed since. */
  result: DryRun | null
  failure: Failure | null
  isBusy: boolean
  run(rule: ArchiveRule): Promise<void>
  /** Ends one that runs; without one it does nothing. */
  cancel(): void
}

/** What a pass of the draft would do. A change of the draft ends a dry run, and hides its result. */
export function useDryRun(draft: RuleDraft): DryRunState {
  const subject = JSON.stringify({ ...draft, name: '', isOn: true })
  const [result, setResult] = useState<{ subject: string; value: DryRun } | null>(null)
  const [asked, setAsked] = useState<string | null>(null)
  const work = useAction(async (rule: ArchiveRule) => {
    setAsked(subject)
    setResult(null)
    setResult({ subject, value: await call('rules.dryRun', rule) })
  })
  const { isBusy } = work
  const cancel = () => {
    // It rejects with CANCELLED, which is no failure.
    if (isBusy) void call('rules.cancelDryRun').catch(() => undefined)
  }
  const cancelChanged = useEffectEvent((current: string) => {
    if (asked !== current) cancel()
  })
  useEffect(() => cancelChanged(subject), [subject])
  return {
    result: result?.subject === subject ? result.value : null,
    failure: asked === subject ? work.failure : null,
    isBusy,
    run: work.run,
    cancel,
  }
}

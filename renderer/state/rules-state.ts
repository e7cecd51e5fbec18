import { useMemo } from 'react'
import type { ArchiveRule, RuleState } from '../../contract/archive-rule.ts'
import type { CallOutput } from '../../contract/ipc.ts'
import { call, on } from '../bridge.ts'
import { createEventQuery, useEventQuery } from './event-query.ts'

export type RulesState = CallOutput<'rules.list'>

export const rulesQuery = createEventQuery<RulesState, RulesState>({
  queryKey: ['rules'],
  load: () => call('rules.list'),
  listen: (onChange) => on('rules.changed', onChange),
  merge: (_, change) => change,
})

/** A rule, and what main knows about it; null: nothing yet. */
export interface KnownRule {
  rule: ArchiveRule
  state: RuleState | null
}

/** The rules in their order; null until main has answered. */
export function useRules(): KnownRule[] | null {
  const loaded = useEventQuery(rulesQuery)
  return useMemo(() => (loaded.status === 'ready' ? joined(loaded.value) : null), [loaded])
}

function joined({ rules, states }: RulesState): KnownRule[] {
  const byId = new Map(states.map((state) => [state.id, state]))
  return rules.map((rule) => ({ rule, state: byId.get(rule.id) ?? null }))
}

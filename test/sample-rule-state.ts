import type { RuleCoverage, RuleState } from '../contract/archive-rule.ts'

/** The state of a rule, for tests that depend on only a few of its fields. Without coverage it is unknown. */
export function sampleRuleState(
  id: string,
  patch: Partial<RuleState> = {},
  coverage: Partial<RuleCoverage> | null = null,
): RuleState {
  return {
    id,
    phase: 'idle',
    progress: null,
    nextPassAt: null,
    lastPass: null,
    coverage:
      coverage === null
        ? null
        : {
            recordings: 0,
            complete: 0,
            partly: 0,
            waiting: 0,
            failed: 0,
            notAllowed: 0,
            goneBeforeSaved: 0,
            files: 0,
            bytes: 0,
            missing: 0,
            damaged: 0,
            oldestNotSaved: null,
            ...coverage,
          },
    failure: null,
    ...patch,
  }
}

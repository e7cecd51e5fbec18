import type { RuleCoverage, RuleState } from '../../contract/archive-rule.ts'

/**
 * What the page says about a rule. queued, listing, fetching, stopping: its pass is on its way · failed: the last pass
 * could not do its work · unread: main has not read the folder yet · new: no pass has run · left: a pass saves more ·
 * waiting: nothing is left but what the service is still preparing · nothing: the rule has seen no recording · allSaved:
 * all that can be saved is.
 */
export type RuleStatus =
  | 'queued'
  | 'listing'
  | 'fetching'
  | 'stopping'
  | 'failed'
  | 'unread'
  | 'new'
  | 'left'
  | 'waiting'
  | 'nothing'
  | 'allSaved'

export function ruleStatus(state: RuleState | null): RuleStatus {
  if (state === null) return 'unread'
  if (state.phase !== 'idle') return state.phase
  if (state.failure !== null) return 'failed'
  const { coverage } = state
  if (coverage === null) return state.lastPass === null ? 'new' : 'unread'
  if (leftToSave(coverage) > 0) return coverage.partly + coverage.failed === 0 ? 'waiting' : 'left'
  if (coverage.recordings > 0) return 'allSaved'
  return state.lastPass === null ? 'new' : 'nothing'
}

/**
 * How many recordings a pass asks the service for: all that are listed, may be downloaded and are not whole here. Those
 * that are being prepared count, as their files may be there by now. Not those that are not allowed or gone.
 */
export const leftToSave = ({ partly, failed, waiting }: RuleCoverage): number => partly + failed + waiting

/** Its pass is running, or will without another press. */
export const isUnderWay = (status: RuleStatus): boolean =>
  status === 'queued' || status === 'listing' || status === 'fetching' || status === 'stopping'

/** The one button of a rule: `save` says how many. */
export type RuleButton = 'save' | 'begin' | 'check' | 'again' | 'stop'

const BUTTONS: Readonly<Record<RuleStatus, RuleButton>> = {
  ...{ queued: 'stop', listing: 'stop', fetching: 'stop', stopping: 'stop' },
  ...{ failed: 'again', unread: 'check', new: 'begin', left: 'save' },
  ...{ waiting: 'check', nothing: 'check', allSaved: 'check' },
}

export const ruleButton = (status: RuleStatus): RuleButton => BUTTONS[status]

/** A button that a user should press stands out. */
export const isUrgent = (button: RuleButton): boolean =>
  button === 'save' || button === 'begin' || button === 'again'

/** A number of the coverage that is not 0, in the order in which they are said. */
export type CoverageFact = 'partly' | 'waiting' | 'failed' | 'notAllowed' | 'missing' | 'damaged'
const FACTS: readonly CoverageFact[] = ['partly', 'waiting', 'failed', 'notAllowed', 'missing', 'damaged']

export function coverageFacts(coverage: RuleCoverage): { fact: CoverageFact; count: number }[] {
  return FACTS.map((fact) => ({ fact, count: coverage[fact] })).filter(({ count }) => count > 0)
}

/** The pieces of the bar that shows a coverage, as shares of 1; none for a rule that has seen nothing. */
export function coverageShares(
  coverage: RuleCoverage,
): { piece: 'saved' | 'left' | 'lost'; share: number }[] {
  const { recordings, complete, goneBeforeSaved, notAllowed } = coverage
  if (recordings === 0) return []
  const lost = goneBeforeSaved + notAllowed
  const left = Math.max(0, recordings - complete - lost)
  const pieces = [
    { piece: 'saved' as const, share: complete / recordings },
    { piece: 'left' as const, share: left / recordings },
    { piece: 'lost' as const, share: lost / recordings },
  ]
  return pieces.filter(({ share }) => share > 0)
}

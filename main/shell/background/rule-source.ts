import type { ArchiveRule, RuleState } from '../../../contract/archive-rule.ts'

/** The rules of the archive, as the background needs them. */
export interface RuleSource {
  list(): { rules: readonly Pick<ArchiveRule, 'id' | 'isOn' | 'folder'>[]; states: readonly RuleState[] }
  /** Begins a pass of a rule now. Throws NOT_FOUND. */
  act(id: string, action: 'run'): void
  /** Returns an unsubscribe function. */
  onChange(listen: () => void): () => void
}

/** A pass of a rule is running, or waits for another one. */
export const isAtWork = ({ phase }: Pick<RuleState, 'phase'>): boolean => phase !== 'idle'

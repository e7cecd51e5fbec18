import { useSyncExternalStore } from 'react'
import { windowStore } from '../state/ui-store.ts'

/** An opening of the editor: of the rule with that id, or of a new one. `key` differs for each opening. */
export interface EditedRule {
  key: string
  id: string | null
}

const NAME = 'edited-rule'

/** Opens the editor over any page; without an id for a new rule. */
export const editRule = (id: string | null): void =>
  windowStore.set(NAME, { key: crypto.randomUUID(), id } satisfies EditedRule)
export const closeRuleEditor = (): void => windowStore.set(NAME, null)

/** The rule that is being edited; null: none. */
export function useEditedRule(): EditedRule | null {
  const edited = useSyncExternalStore(windowStore.subscribe, () => windowStore.get(NAME))
  return (edited as EditedRule | null | undefined) ?? null
}

/** A program looked at in this session. */
export interface RecentProgram {
  id: string
  name: string
}

const MAX_RECENT = 8

/** The list with this one at its head, once, bounded. */
export function withRecent(recent: readonly RecentProgram[], program: RecentProgram): RecentProgram[] {
  return [program, ...recent.filter(({ id }) => id !== program.id)].slice(0, MAX_RECENT)
}

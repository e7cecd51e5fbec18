import type { LibraryItem } from '../../../contract/library.ts'
import type { LibrarySearch } from './use-library-rows.ts'

/** Orders by time have a heading for each month. */
const HAS_MONTHS: Record<LibrarySearch['order'], boolean> = {
  newest: true,
  oldest: true,
  largest: false,
  title: false,
}

/** A month as YYYY-MM in local time; '' for an unknown time. */
export function monthOf(start: string | null): string {
  if (start === null) return ''
  const at = new Date(start)
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}`
}

/** Whether a row begins a month; the first row does, and one whose predecessor has not been loaded does not. */
export function beginsMonth(
  order: LibrarySearch['order'],
  index: number,
  at: (index: number) => Pick<LibraryItem, 'start'> | undefined,
): boolean {
  const item = at(index)
  if (!HAS_MONTHS[order] || item === undefined) return false
  if (index === 0) return true
  const before = at(index - 1)
  return before !== undefined && monthOf(before.start) !== monthOf(item.start)
}

export const hasMonths = (order: LibrarySearch['order']): boolean => HAS_MONTHS[order]

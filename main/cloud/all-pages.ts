import { createWalk, type Page } from './page-walk.ts'

export type { Page } from './page-walk.ts'

/** Every row of a list, all its pages. */
export async function allPages<T>(
  pageSize: number,
  idOf: (row: T) => string,
  ask: (offset: number) => Promise<Page<T>>,
): Promise<{ rows: T[]; count: number | null }> {
  const walk = createWalk(pageSize, idOf, ask)
  const rows: T[] = []
  for (;;) {
    const step = await walk.next()
    for (const row of step.rows) rows.push(row)
    if (step.isEnd) return { rows, count: step.count }
  }
}

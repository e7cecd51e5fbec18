import { BYTE_ORDER_MARK, type Cell, csvRecord } from '../csv.ts'
import { replaceInSteps } from '../files/replace-in-steps.ts'

/** Rows of a sheet in Excel, with one for the header. */
export const MAX_ROWS = 1_048_576 - 1

export interface Column<Row> {
  header: string
  cell: (row: Row) => Cell
}

/**
 * Writes a table to a path that the user chose, in small steps; what was there is replaced once all is written.
 * Resolves to the number of rows, and whether all fit into a sheet. Throws disk errors.
 */
export async function writeCsv<Row>(
  path: string,
  columns: readonly Column<Row>[],
  rows: Iterable<Row> | AsyncIterable<Row>,
  maxRows = MAX_ROWS,
): Promise<{ rows: number; isWhole: boolean }> {
  let [count, isWhole] = [0, true]
  async function* records(): AsyncGenerator<string> {
    yield BYTE_ORDER_MARK + csvRecord(columns.map(({ header }) => header))
    for await (const row of rows) {
      if (count === maxRows) {
        isWhole = false
        return
      }
      count += 1
      yield csvRecord(columns.map(({ cell }) => cell(row)))
    }
  }
  await replaceInSteps(path, records())
  return { rows: count, isWhole }
}

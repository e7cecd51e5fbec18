import { rename, unlink } from 'node:fs/promises'
import { breather } from '../breathe.ts'
import { toDiskError } from '../files/disk-error.ts'
import { makeDurable, replacePlain } from '../files/open-file.ts'
import { BYTE_ORDER_MARK, type Cell, csvRecord } from '../csv.ts'

/** Rows of a sheet in Excel, with one for the header. */
export const MAX_ROWS = 1_048_576 - 1

/** Characters written at once. */
const CHUNK = 256 * 1024

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
  const fresh = `${path}.part`
  const breathe = breather()
  try {
    const file = await replacePlain(fresh)
    let [text, count, isWhole] = [BYTE_ORDER_MARK + csvRecord(columns.map(({ header }) => header)), 0, true]
    try {
      for await (const row of rows) {
        if (count === maxRows) {
          isWhole = false
          break
        }
        text += csvRecord(columns.map(({ cell }) => cell(row)))
        count += 1
        if (text.length >= CHUNK) {
          await file.writeFile(text)
          text = ''
        }
        await breathe()
      }
      await file.writeFile(text)
      await makeDurable(file, 'sync')
    } finally {
      await file.close()
    }
    await rename(fresh, path)
    return { rows: count, isWhole }
  } catch (error) {
    await unlink(fresh).catch(() => undefined)
    throw toDiskError(error, path)
  }
}

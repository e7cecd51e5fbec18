import { basename } from 'node:path'
import type { ExportedList } from '../../contract/export.ts'
import type { Recording } from '../../contract/recording.ts'
import { textOf } from '../../i18n/texts.ts'
import {
  downloadColumns,
  libraryColumns,
  type LibraryFileRow,
  meetingColumns,
  programColumns,
  recordingColumns,
} from '../export/columns.ts'
import { localTime } from '../csv.ts'
import { writeCsv } from '../export/write-csv.ts'
import type { Library } from '../library/library.ts'
import type { HandlerContext } from './handler-context.ts'
import type { Handlers } from './registrar.ts'

export function listCalls({ services, host }: HandlerContext) {
  const { library, recordings, downloads, session } = services

  const write = async (path: string, list: ExportedList): Promise<{ rows: number; isWhole: boolean }> => {
    const t = textOf(host.language())
    switch (list.list) {
      case 'library':
        return await writeCsv(path, libraryColumns(t), libraryFiles(library, list))
      case 'recordings': {
        const site = session.baseUrl()
        const { items, isComplete } = await recordings.list(list.query)
        const savedFiles = ({ confUUID }: Recording) => library.ofRecording(site, confUUID).length
        const rows = only(items, list.only, ({ confUUID }) => confUUID)
        const written = await writeCsv(path, recordingColumns(t, savedFiles), rows)
        return { ...written, isWhole: written.isWhole && isComplete }
      }
      case 'downloads':
        return await writeCsv(
          path,
          downloadColumns(t),
          only(downloads.list(), list.only, ({ id }) => id),
        )
      case 'meetings':
        return await writeCsv(path, meetingColumns(t), list.rows)
      case 'programs':
        return await writeCsv(path, programColumns(t), list.rows)
    }
  }
  return {
    'lists.export': async (list) => {
      const [day] = localTime(new Date().toISOString()).split(' ')
      const path = await host.choosePath(`meetkeep-${list.list}-${day ?? ''}.csv`)
      return path === null ? null : { ...(await write(path, list)), name: basename(path) }
    },
  } satisfies Partial<Handlers>
}

function only<Row>(rows: readonly Row[], ids: readonly string[] | null, idOf: (row: Row) => string): Row[] {
  const wanted = ids === null ? null : new Set(ids)
  return rows.filter((row) => wanted?.has(idOf(row)) ?? true)
}

/** The files of selected items, or of all that match a search. */
async function* libraryFiles(
  library: Library,
  { keys, list: _, ...query }: Extract<ExportedList, { list: 'library' }>,
): AsyncGenerator<LibraryFileRow> {
  const all = keys ?? (await library.keys({ ...query, from: 0, count: Infinity }))
  for (const key of all) yield* library.filesOf(key)
}

import { AppError } from '../../contract/errors.ts'
import { MAX_REPORT_ROWS } from '../../contract/verify.ts'
import { MAX_UNKNOWN } from '../../contract/library-files.ts'
import { downloadAgain } from '../downloads/download-again.ts'
import { isOpenable } from '../downloads/openable.ts'
import { type Adopted, adoptFolder } from '../library/adopt.ts'
import { notAdoptedCsv } from '../library/not-adopted-csv.ts'
import { locateFiles } from '../library/locate-files.ts'
import type { LibraryEntry } from '../library/entry.ts'
import { itemKey } from '../library/index-line.ts'
import { pathOfSaved } from '../library/open-saved.ts'
import { watchableOf } from '../library/watchable.ts'
import { safePiece } from '../naming/safe-text.ts'
import type { HandlerContext } from './handler-context.ts'
import type { Handlers } from './registrar.ts'

export function libraryCalls({ services, settings, host, askConsent }: HandlerContext) {
  const { library, thumbnails, verifying, removing, rereads, folderWork } = services
  let lastAdded: Pick<Adopted, 'reasons'> = { reasons: {} }
  const pathOf = async (entry: LibraryEntry | null): Promise<string> => {
    if (entry === null) throw new AppError('NOT_FOUND', { detail: 'the file is not where it was saved' })
    return await pathOfSaved(entry)
  }
  const entriesOf = (ids: readonly string[]): [LibraryEntry, ...LibraryEntry[]] => {
    const [first, ...rest] = ids.flatMap((id) => library.byId(id) ?? [])
    if (first === undefined) throw new AppError('NOT_FOUND')
    return [first, ...rest]
  }
  return {
    'library.verify': ({ keys }) => verifying.add(keys),
    'library.verifyState': () => verifying.state(),
    'library.verifyAct': ({ action }) => verifying.act(action),
    'library.verifyReport': () => verifying.problems().slice(0, MAX_REPORT_ROWS),
    'library.saveVerifyReport': async () => ({
      isSaved: await host.saveText('meetkeep-verify.csv', verifying.csv()),
    }),
    'library.rereads': () => rereads.state(),
    'library.remove': async ({ ids }) => {
      const entries = entriesOf(ids)
      const bytes = entries.reduce((sum, one) => sum + one.bytes, 0)
      const items = library.rows([...new Set(entries.map(({ source }) => itemKey(source)))])
      const onlyCopies = items.filter(({ isOnlyCopy }) => isOnlyCopy === true).length
      const question = { kind: 'remove', name: safePiece(entries[0].title).slice(0, 80) } as const
      if (!(await askConsent({ ...question, files: entries.length, bytes, onlyCopies })))
        throw new AppError('CANCELLED')
      removing.begin(entries)
      return { files: entries.length }
    },
    'library.addFolder': async () => {
      const folder = await host.chooseSavedFolder()
      if (folder === null) return null
      const result = await folderWork.run('add', (signal, onProgress) =>
        adoptFolder(folder, library, signal, ({ read, adopted: found }) =>
          onProgress({ read, bytes: 0, found }),
        ),
      )
      lastAdded = result
      const { adopted, known, isStopped } = result
      const unknown = Object.entries(result.reasons).map(([path, reason]) => ({ path, reason }))
      return {
        adopted,
        known,
        unknown: unknown.slice(0, MAX_UNKNOWN),
        unknownCount: unknown.length,
        isStopped,
      }
    },
    'library.locate': async ({ ids }) => {
      const entries = entriesOf(ids)
      const place = await host.chooseMovedFiles(entries.length)
      if (place === null) return null
      return await folderWork.run('locate', (signal, onProgress) =>
        locateFiles(library, entries, place, { now: () => new Date(), signal, onProgress }),
      )
    },
    'library.folderWork': () => folderWork.state(),
    'library.stopFolderWork': () => folderWork.stop(),
    'library.saveNotAdopted': async () => ({
      isSaved: await host.saveText('meetkeep-not-added.csv', notAdoptedCsv(lastAdded, host.language())),
    }),
    'library.downloadAgain': async ({ ids }) => {
      const { folder } = settings.get()
      if (folder === null) throw new AppError('NO_FOLDER')
      const { downloads, session } = services
      const deps = { downloads, library, site: session.baseUrl, now: () => new Date() }
      await downloadAgain(deps, entriesOf(ids), folder)
    },
    'library.undoRemove': () => ({ files: removing.undo() }),
    'library.search': (query) => library.search(query),
    'library.keys': (query) => library.keys(query),
    'library.selection': (selected) => library.selection(selected),
    'library.rows': ({ keys }) => library.rows(keys),
    'library.storage': () => library.storage(settings.get().folder),
    'library.look': () => library.look(),
    'library.watchable': ({ site, confUUID }) => watchableOf(library, site, confUUID),
    'library.reveal': async (file) => {
      const entry = 'id' in file ? library.byId(file.id) : await library.find({ kind: 'recording', ...file })
      host.reveal(await pathOf(entry))
    },
    'library.drag': async ({ ids }) =>
      host.drag(await Promise.all(ids.map((id) => pathOf(library.byId(id))))),
    'library.path': async ({ id }) => ({ path: await pathOf(library.byId(id)) }),
    'library.thumbnail': ({ id }) => thumbnails.read(id),
    'library.saveThumbnail': ({ id, picture }) => thumbnails.save(id, picture),
    'library.open': async ({ id }) => {
      const path = await pathOf(library.byId(id))
      if (isOpenable(path)) await host.open(path)
      else host.reveal(path)
    },
  } satisfies Partial<Handlers>
}

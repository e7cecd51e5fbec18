import { AppError } from '../../contract/errors.ts'
import { MAX_REPORT_ROWS } from '../../contract/verify.ts'
import { isOpenable } from '../downloads/openable.ts'
import type { LibraryEntry } from '../library/entry.ts'
import { pathOfSaved } from '../library/open-saved.ts'
import { watchableOf } from '../library/watchable.ts'
import { safePiece } from '../naming/safe-text.ts'
import type { HandlerContext } from './handler-context.ts'
import type { Handlers } from './registrar.ts'

export function libraryCalls({
  services: { library, thumbnails, verifying, removing },
  settings,
  host,
  askConsent,
}: HandlerContext) {
  const pathOf = async (entry: LibraryEntry | null): Promise<string> => {
    if (entry === null) throw new AppError('NOT_FOUND', { detail: 'the file is not where it was saved' })
    return await pathOfSaved(entry)
  }
  return {
    'library.verify': ({ keys }) => verifying.add(keys),
    'library.verifyState': () => verifying.state(),
    'library.verifyAct': ({ action }) => verifying.act(action),
    'library.verifyReport': () => verifying.problems().slice(0, MAX_REPORT_ROWS),
    'library.saveVerifyReport': async () => ({
      isSaved: await host.saveText('meetkeep-verify.csv', verifying.csv()),
    }),
    'library.remove': async ({ ids }) => {
      const entries = ids.flatMap((id) => library.byId(id) ?? [])
      const [first] = entries
      if (first === undefined) throw new AppError('NOT_FOUND')
      const bytes = entries.reduce((sum, one) => sum + one.bytes, 0)
      const question = { kind: 'remove', name: safePiece(first.title).slice(0, 80) } as const
      if (!(await askConsent({ ...question, files: entries.length, bytes }))) throw new AppError('CANCELLED')
      removing.begin(entries)
      return { files: entries.length }
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

import { AppError } from '../../contract/errors.ts'
import { MAX_TITLE, type OrderedRecording } from '../../contract/order.ts'
import type { LibraryEntry } from '../library/entry.ts'
import type { Library } from '../library/library.ts'
import { setAside } from '../library/set-aside.ts'
import type { Downloads } from './downloads.ts'

/**
 * Orders saved files again, whose copies here are damaged, changed or missing. What is at their place is set aside
 * first, so that the new file gets its name. AUTH_REQUIRED unless the account is of their site: another service could
 * answer with another recording.
 */
export async function downloadAgain(
  deps: {
    downloads: Pick<Downloads, 'orders' | 'addMaterials' | 'addMinutes'>
    library: Pick<Library, 'update'>
    /** Base URL of the signed-in site; AUTH_REQUIRED when not signed in. */
    site: () => string
    now: () => Date
  },
  entries: readonly LibraryEntry[],
  folder: string,
): Promise<void> {
  const { downloads, library, site, now } = deps
  const ofSite = site()
  if (entries.some(({ source }) => source.site !== ofSite))
    throw new AppError('AUTH_REQUIRED', { detail: 'the file is of another site' })
  for (const entry of entries) await setAside(library, entry, now())
  const recordings = new Map<string, { title: string; startTime: string | null; fileTypes: Set<string> }>()
  for (const { source, title, startTime = null } of entries) {
    if (source.kind === 'minutes')
      await downloads.addMinutes({ fileCode: source.fileCode, files: [source.file], folder })
    else if (source.kind === 'material')
      await downloads.addMaterials({ programId: source.programId, materialIds: [source.materialId], folder })
    else {
      const { confUUID, fileType } = source
      const known = recordings.get(confUUID)
      if (known === undefined) recordings.set(confUUID, { title, startTime, fileTypes: new Set([fileType]) })
      else known.fileTypes.add(fileType)
    }
  }
  // An order is of the same types for all its recordings.
  const orders = new Map<string, OrderedRecording[]>()
  for (const [confUUID, { title, startTime, fileTypes }] of recordings) {
    const key = JSON.stringify([...fileTypes].toSorted())
    const ordered = { confUUID, title: title.slice(0, MAX_TITLE), startTime, bytes: null }
    orders.set(key, [...(orders.get(key) ?? []), ordered])
  }
  for (const [key, ordered] of orders)
    await downloads.orders.place({
      ...{ recordings: ordered, fileTypes: JSON.parse(key) as string[], scope: null, folder },
    })
}

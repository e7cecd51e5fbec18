import type { FilePlace } from '../../contract/recording.ts'
import type { FileContent, QueuedPlace } from '../interfaces.ts'

/** The file of the recording whose link a transfer uses. */
export interface Places {
  /** null: that of the wanted file itself. */
  current(): QueuedPlace | null
  /** Goes to the place of an earlier run, if there was one. */
  start(): Promise<void>
  /** Chooses what comes next after a link that had another content; false: no link is left. */
  moveOn(content: FileContent): Promise<boolean>
  /** Back to the file's own link, because there is no file at the chosen place any more. */
  backToOwn(): Promise<void>
  /** The note for the description of the saved file, with a sentence about its link. */
  noteWith(note: string | null, isHandedOver: boolean): string | null
}

export interface PlacesDeps {
  /** The other files of the recording that have this content. */
  placesOf: (content: FileContent) => Promise<QueuedPlace[]>
  /** That of an earlier run; null: the file's own. */
  first: QueuedPlace | null
  remember: (place: QueuedPlace | null) => Promise<void>
  isWanted: (content: FileContent) => boolean
  /** Gives the bytes that came to the download with this final path. */
  handOver: (toFinalPath: string) => Promise<void>
  /** Another transfer has found the wanted file, and has handed it over. */
  hasOffer: () => Promise<boolean>
  /** The use of the current link has ended; null: it has brought no other file. */
  endUse: (content: FileContent | null) => void
  /** What another transfer got by the link of the file with this final path; null: unknown. */
  brought: (finalPath: string) => Promise<FileContent | null>
}

/**
 * Finds a file behind the link of another one.
 *
 * [Note: order of the links] The service's two calls about one recording are joined by the order of its files,
 * and nothing proves that both use the same one. A file whose size or SHA-256 is that of another file of its
 * recording is good: only the order was wrong, so the wanted file is behind another link, most likely the one
 * of the file that came. Following that from link to link leads to the wanted file in any permutation. No link
 * is chosen twice, so it ends.
 *
 * A whole file that came for another download is handed over to that one, and a link that another transfer is
 * using is waited for: no file is fetched twice.
 *
 * Hash and name are the file's own throughout: no name is ever given to another file's bytes.
 */
export function createPlaces(deps: PlacesDeps): Places {
  let place: QueuedPlace | null = null
  /** Chosen in an earlier run: the file's own link may be right now. */
  let isOld = false
  const tried = new Set<string>()

  // Without an answer, the mismatch counts as damage, which is tried again.
  const ask = (content: FileContent): Promise<QueuedPlace[]> => deps.placesOf(content).catch(() => [])

  const choose = async (next: QueuedPlace | null): Promise<true> => {
    place = next
    isOld = false
    await deps.remember(next)
    return true
  }

  /** Chooses the first place that was not tried and, by what is known of its link, may have the wanted file. */
  const follow = async (places: QueuedPlace[]): Promise<boolean> => {
    for (let found = places; ;) {
      if (await deps.hasOffer()) return true
      const next = found.find((one) => !tried.has(keyOf(one)))
      if (next === undefined) return isOld ? await choose(null) : false
      tried.add(keyOf(next))
      const brought = next.path === null ? null : await deps.brought(next.path)
      if (brought === null || deps.isWanted(brought))
        return (await deps.hasOffer()) ? true : await choose(next)
      found = await ask(brought)
    }
  }

  return {
    current: () => place,
    start: async () => {
      if (deps.first === null) return
      deps.endUse(null)
      await follow([deps.first])
      isOld = place !== null
    },
    moveOn: async (content) => {
      const found = await ask(content)
      const taker = found.find(({ path }) => path !== null)?.path ?? null
      if (content.sha256 !== null && taker !== null) {
        await deps.handOver(taker)
        // After a crash from here on, the link that brought these bytes is not used again.
        await deps.remember(found.find((one) => !tried.has(keyOf(one))) ?? place)
      }
      deps.endUse(content)
      return await follow(found)
    },
    backToOwn: async () => void (await choose(null)),
    noteWith: (note, isHandedOver) => {
      if (place === null && !isHandedOver) return note
      const listed =
        place === null || isHandedOver
          ? 'another file of the recording'
          : `${place.fileType}, part ${place.part}`
      const ofLink = `The service listed the link of this file as ${listed}; its size or SHA-256 shows which one it is.`
      return note === null ? ofLink : `${note} ${ofLink}`
    },
  }
}

function keyOf({ fileType, part }: FilePlace): string {
  return `${part} ${fileType.toLowerCase()}`
}

import type { FilePlace } from '../../contract/recording.ts'
import type { FileContent } from '../interfaces.ts'

/** The file of the recording whose link a transfer uses. */
export interface Places {
  /** undefined: that of the wanted file itself. */
  current(): FilePlace | undefined
  /** Chooses the next link after one that had another content; false: none is left. */
  moveOn(content: FileContent): Promise<boolean>
  /** The note for the description of the saved file, with a sentence about its link. */
  noteWith(note: string | null): string | null
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
 * Hash and name are the file's own throughout: no name is ever given to another file's bytes.
 */
export function createPlaces(placesOf: (content: FileContent) => Promise<FilePlace[]>): Places {
  const tried = new Set<string>()
  let place: FilePlace | undefined
  return {
    current: () => place,
    moveOn: async (content) => {
      // Without an answer, the mismatch counts as damage, which is tried again.
      const places = await placesOf(content).catch(() => [])
      const next = places.find((one) => !tried.has(keyOf(one)))
      if (next === undefined) return false
      tried.add(keyOf(next))
      place = next
      return true
    },
    noteWith: (note) => {
      if (place === undefined) return note
      const ofLink = `The service listed the link of this file as ${place.fileType}, part ${place.part}; its size or SHA-256 shows which one it is.`
      return note === null ? ofLink : `${note} ${ofLink}`
    },
  }
}

function keyOf({ fileType, part }: FilePlace): string {
  return `${part} ${fileType.toLowerCase()}`
}

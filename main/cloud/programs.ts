import { z } from 'zod'
import { AppError } from '../../contract/errors.ts'
import type { Program } from '../../contract/program.ts'
import type { Link } from '../ports.ts'
import { checkedAnswer } from './checked-answer.ts'
import { fileAddress, fileLink } from './file-link.ts'
import { lenientNumber, lenientRows, lenientText } from './lenient.ts'
import type { Session } from './session.ts'

export interface Programs {
  get(id: string): Promise<Program>
  /** A link to one material, asked for anew because nothing says how long it lives. */
  freshLink(material: { programId: string; materialId: string }): Promise<Link>
}

/** "Querying Program Details by ID" (meeting_21_0183). */
const programSchema = z.object({
  lastUpdatedBy: lenientText,
  /** Unix ms. */
  updateTime: lenientNumber,
  programName: lenientText,
  materialSizeStr: lenientText,
  /** Seconds. */
  playTime: lenientNumber,
  programItemList: lenientRows(
    z.object({
      materialId: lenientText,
      materialName: lenientText,
      filePath: lenientText,
      playTime: lenientNumber,
    }),
  ),
})

export function createPrograms({ session }: { session: Session }): Programs {
  const ask = async (id: string) => {
    // As a path segment these two would ask for something else, however they are encoded.
    if (id === '.' || id === '..') throw new AppError('NOT_FOUND', { detail: 'no program has this id' })
    const path = `/v1/usg/sss/programs/${encodeURIComponent(id)}`
    const answer = await session.call({ method: 'GET', path, isRepeatable: true })
    const { programItemList, ...program } = checkedAnswer(programSchema, answer)
    // One without an id is known by its place.
    const items = programItemList.map((item, index) => ({ ...item, id: item.materialId || `#${index + 1}` }))
    return { ...program, items }
  }

  return {
    get: async (id) => {
      const program = await ask(id)
      const updated = new Date(program.updateTime ?? Number.NaN)
      return {
        // The page's own sample answers with another id than was asked for: ours is the one that finds it again.
        id,
        name: program.programName ?? '',
        lastUpdatedBy: program.lastUpdatedBy ?? '',
        updatedAt: Number.isNaN(updated.getTime()) ? null : updated.toISOString(),
        sizeText: program.materialSizeStr ?? '',
        playSeconds:
          program.playTime ?? program.items.reduce((sum, { playTime }) => sum + (playTime ?? 0), 0),
        materials: program.items.map((item) => ({
          id: item.id,
          name: item.materialName ?? '',
          playSeconds: item.playTime ?? 0,
          canDownload: fileAddress(session, item.filePath) !== null,
        })),
      }
    },
    freshLink: async ({ programId, materialId }) => {
      const item = (await ask(programId)).items.find(({ id }) => id === materialId)
      if (!item?.filePath)
        throw new AppError('NOT_FOUND', { detail: 'the program has no such material any more' })
      return await fileLink(session, item.filePath)
    },
  }
}

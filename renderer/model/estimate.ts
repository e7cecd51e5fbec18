import type { OrderedRecording } from '../../contract/order.ts'
import { MAX_TITLE } from '../../contract/order.ts'
import type { FilePlace, Recording } from '../../contract/recording.ts'
import { hasGap } from './recording-state.ts'

/**
 * Usual share of each type in all files of a recording. The list reports one size for all of them, and the size of
 * each only with its link; so this is for estimates.
 */
const SHARES: Readonly<Record<string, number>> = { hd: 0.5, aux: 0.3, sd: 0.2, audio: 0.02 }

const MB = 1024 * 1024

/** Estimated bytes of a recording's files of these types ([] means all); null if the list gives no size. */
export function estimatedBytes(
  { sizeMB }: Pick<Recording, 'sizeMB'>,
  fileTypes: readonly string[],
): number | null {
  if (sizeMB === null) return null
  const share =
    fileTypes.length === 0 ? 1 : fileTypes.reduce((sum, type) => sum + (SHARES[type.toLowerCase()] ?? 0), 0)
  return Math.round(sizeMB * MB * Math.min(1, share))
}

/**
 * Estimated bytes that are missing of many: a type of which a recording's files are saved or being downloaded
 * (`hereOf`, by confUUID) is not fetched again. Recordings without a size count like the average one. 0 if nothing is
 * missing; null if no size is known, or all are under 1 MB.
 */
export function missingBytesOfAll(
  recordings: readonly Pick<Recording, 'confUUID' | 'sizeMB'>[],
  fileTypes: readonly string[],
  hereOf: (confUUID: string) => readonly FilePlace[],
): number | null {
  const missing = recordings
    .map((one) => ({ ...one, types: missingTypes(fileTypes, hereOf(one.confUUID)) }))
    .filter(({ types }) => types.length > 0)
  if (missing.length === 0) return 0
  const known = missing.map((one) => estimatedBytes(one, one.types)).filter((bytes) => bytes !== null)
  if (known.length === 0) return null
  const sum = known.reduce((total, bytes) => total + bytes, 0)
  // [Note: rcdSize] 0 does not mean empty.
  return sum === 0 ? null : Math.round((sum * missing.length) / known.length)
}

function missingTypes(fileTypes: readonly string[], here: readonly FilePlace[]): string[] {
  return fileTypes.filter((type) => {
    const ofType = here.filter(({ fileType }) => fileType.toLowerCase() === type.toLowerCase())
    return ofType.length === 0 || hasGap(ofType)
  })
}

/** A row of the list as an order needs it. */
export function toOrdered(recording: Recording, fileTypes: readonly string[]): OrderedRecording {
  const { confUUID, subject, startTime } = recording
  return {
    confUUID,
    title: subject.slice(0, MAX_TITLE),
    startTime,
    bytes: estimatedBytes(recording, fileTypes),
  }
}

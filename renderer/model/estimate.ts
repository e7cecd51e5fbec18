import type { OrderedRecording } from '../../contract/order.ts'
import { MAX_TITLE } from '../../contract/order.ts'
import type { Recording } from '../../contract/recording.ts'

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

/** The same for many; those without a size count like the average one. null if none has a size,
 * or all are under 1 MB. */
export function estimatedBytesOfAll(
  recordings: readonly Recording[],
  fileTypes: readonly string[],
): number | null {
  const known = recordings.map((one) => estimatedBytes(one, fileTypes)).filter((bytes) => bytes !== null)
  if (known.length === 0) return null
  const sum = known.reduce((total, bytes) => total + bytes, 0)
  // [Note: rcdSize] 0 does not mean empty.
  return sum === 0 ? null : Math.round((sum * recordings.length) / known.length)
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

import { crc32 } from 'node:zlib'

/** A line in the bytes that were read: from `at` up to `end`, without the line break. */
export interface Line {
  bytes: Buffer
  at: number
  end: number
}

const SUM_AT = '{"crc":"'.length
/** Where the JSON of a line goes on behind its checksum. */
export const BODY_AT = SUM_AT + 8 + '",'.length

/** An object as a line with a checksum, which {@link isIntact} checks. */
export function summedLine(value: object): string {
  const body = JSON.stringify(value).slice(1)
  return `{"crc":"${crc32(body).toString(16).padStart(8, '0')}",${body}`
}

/** Whether a line is as it was written. */
export function isIntact({ bytes, at, end }: Line): boolean {
  if (end - at < BODY_AT) return false
  const sum = Number.parseInt(bytes.toString('latin1', at + SUM_AT, at + SUM_AT + 8), 16)
  return sum === crc32(bytes.subarray(at + BODY_AT, end))
}

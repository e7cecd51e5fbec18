import { z } from 'zod'
import { cutTo, safePiece } from '../naming/safe-text.ts'
import { boundedText, lenientText } from './lenient.ts'

/** Rows named in a note. */
export const MOST_NAMED = 3
const ROOM = { bytes: 240, units: 80 }

/** What may name a row that has no id: recordings and meetings have a subject and a start, minutes a topic, programs a name. */
const knownSchema = z.object({
  subject: lenientText,
  topic: lenientText,
  programName: lenientText,
  startTime: boundedText(60),
})

/**
 * The topic and the start of those rows that do not fit `row`, for at most three of them: `Weekly (2026-11-02 08:00)`,
 * each short and without invisible characters. Rows of which neither is known are left out.
 */
export function namesWithoutId(rows: readonly unknown[], row: z.ZodType): string[] {
  const names: string[] = []
  for (const one of rows) {
    if (names.length === MOST_NAMED) break
    if (row.safeParse(one).success) continue
    const name = nameOf(one)
    if (name !== '') names.push(name)
  }
  return names
}

function nameOf(row: unknown): string {
  const known = knownSchema.safeParse(row).data
  const topic = cutTo(safePiece(known?.subject || known?.topic || known?.programName || ''), ROOM)
  // A colon is refused in names of files, not here.
  const start = (known?.startTime ?? '').replace(/[^\d:T.Z+ -]/g, '').trim()
  return topic !== '' && start !== '' ? `${topic} (${start})` : topic || start
}

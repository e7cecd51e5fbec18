/** @file Describes files of a meeting, and notes that they are verified, until it is killed: a process of a test. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describedEntries } from '../../main/library/description.ts'
import { noteOutcomeIn } from '../../main/library/note-outcome.ts'
import { writeDescription } from '../../main/library/write-description.ts'
import { recordingDescription } from '../recording-description.ts'

const [folder = '', from = '0', count = '0'] = process.argv.slice(2)
const verified = noteOutcomeIn(folder, null)
for (let n = Number(from); n < Number(from) + Number(count); n += 1) {
  const file = `film ${n}.mp4`
  await writeFile(join(folder, file), 'film')
  const description = recordingDescription({ file, part: n + 1 })
  await writeDescription(join(folder, file), description, 'meeting')
  process.stdout.write(`described ${n}\n`)
  await verified('meeting.json', describedEntries(description), '2026-10-04T00:00:00.000Z', 'verified')
  process.stdout.write(`verified ${n}\n`)
}

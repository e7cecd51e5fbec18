import type { NameProblem } from '../../contract/name-template.ts'
import { toFailure } from '../../contract/errors.ts'
import {
  type NamedRecording,
  nameWithin,
  recordingFileName,
  roomIn,
  DEFAULT_NAMING,
  valuesOf,
} from './file-names.ts'
import { withRequiredPlaceholders, countOf, templateProblems } from './name-template.ts'
import { ENGLISH_WORDS, type NameWords } from './name-words.ts'

const SAMPLE: NamedRecording = {
  site: 'https://api.meeting.huaweicloud.com',
  confUUID: '51adf610220411eaaae03f22d33cc26b',
  confID: '985123467',
  subject: 'Weekly sync',
  schedulerName: '李明',
  startTime: '2026-11-19T02:05:00.000Z',
  durationSeconds: 3_930,
  fileType: 'Hd',
  part: 1,
  parts: 1,
  extension: '.mp4',
}
const SAMPLES: NamedRecording[] = [
  SAMPLE,
  {
    ...SAMPLE,
    confUUID: '7a3c52e0d1f04c1d9e6a1b2c3d4e5f60',
    subject: '季度经营分析会：Q3/Q4',
    durationSeconds: 26_400,
    fileType: 'Aux',
    part: 2,
    parts: 3,
  },
]

/** The minimum of a topic that should remain in a name, next to a scheduler's name of maximum length. */
const SHORTEST_TOPIC = '季度经营分析会议纪要'
const LONGEST_SCHEDULER = 'x'.repeat(60)

/** All problems of a template for files saved to this folder (null: none chosen yet). */
export function nameProblems(
  template: string,
  folder: string | null = null,
  platform: NodeJS.Platform = process.platform,
): NameProblem[] {
  const problems = templateProblems(template)
  if (problems.every(({ code }) => code !== 'too-long') && !hasRoomForTopic(template))
    problems.push({ code: 'too-long', about: '' })
  try {
    if (folder !== null)
      recordingFileName(SAMPLE, { ...DEFAULT_NAMING, template, room: roomIn(folder, platform) })
  } catch (error) {
    if (toFailure(error).code !== 'PATH_TOO_LONG') throw error
    problems.push({ code: 'folder-too-long', about: '' })
  }
  return problems
}

function hasRoomForTopic(template: string): boolean {
  const values = {
    ...valuesOf({ ...SAMPLE, parts: 9 }, ENGLISH_WORDS),
    ...{ topic: SHORTEST_TOPIC, scheduler: LONGEST_SCHEDULER },
  }
  const name = nameWithin(withRequiredPlaceholders(template), values, SAMPLE.extension, DEFAULT_NAMING.room)
  return name !== null && (countOf(template, 'topic') === 0 || name.includes(SHORTEST_TOPIC))
}

/** Previews of the file names with these words, and the template's problems. */
export function previewNames(
  template: string,
  folder: string | null,
  words: NameWords = ENGLISH_WORDS,
  platform: NodeJS.Platform = process.platform,
): { examples: string[]; problems: NameProblem[] } {
  return {
    examples: SAMPLES.map((sample) => recordingFileName(sample, { ...DEFAULT_NAMING, words, template })),
    problems: nameProblems(template, folder, platform),
  }
}

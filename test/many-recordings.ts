import { type DemoRecording, makeRecordings } from '../demo/recordings.ts'

/** So many recordings over the last 80 days, newest first, like those of the catalogue, all ready. */
export function manyRecordings(count: number): DemoRecording[] {
  const now = Date.now()
  const models = makeRecordings(now)
  return Array.from({ length: count }, (_, index) => {
    const model = models[index % models.length] as DemoRecording
    const startsAt = now - 3_600_000 - Math.floor((index / count) * 80 * 86_400_000)
    return {
      ...model,
      confUUID: index.toString(16).padStart(32, '0'),
      subject: `${model.subject} ${index}`,
      startsAt,
      readyAt: startsAt,
      announcedAt: startsAt,
    }
  })
}

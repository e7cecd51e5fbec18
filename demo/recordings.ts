import { createHash } from 'node:crypto'
import { clips } from './assets.ts'
import type { Entry } from './catalogue.ts'
import { catalogue } from './catalogue.ts'
import type { MediaFile } from './media.ts'
import { grownClip } from './media.ts'
import { users } from './users.ts'

export interface DemoFile {
  fileType: 'Hd' | 'Sd' | 'Aux' | 'Audio'
  /** 1-based. */
  part: number
  /** 1-based: a recording that was stopped and started again has several; 1 by default. */
  group?: number
  /** Path below the service's address; contains no secret. */
  path: string
  media: MediaFile
  /** Served instead once the file has "changed" on the server. */
  changed: MediaFile
}

export interface DemoRecording {
  confUUID: string
  confID: string
  subject: string
  schedulerId: string
  schedulerName: string
  startsAt: number
  seconds: number
  isUnavailable: boolean
  /**
   * When transcoding ends, and the time the service announces for it; Infinity: never, regardless of the
   * announcement.
   */
  readyAt: number
  announcedAt: number
  files: DemoFile[]
  /** Audio-only files; the download links do not include them. */
  audio: DemoFile[]
  /** Created before the newer file call was introduced. */
  isOld: boolean
}

const DAY = 86_400_000
const MB = 1_000_000
/** Folder and fraction of the Hd file's size, in the order of the page's sample. */
const TYPES = [
  { fileType: 'Aux', folder: 'videoAux', share: 0.35 },
  { fileType: 'Hd', folder: 'videoHD', share: 1 },
  { fileType: 'Sd', folder: 'videoSD', share: 0.55 },
] as const
const AUDIO = { fileType: 'Audio', folder: 'audio', share: 0.04 } as const
type Type = (typeof TYPES)[number] | typeof AUDIO
const OLD_DAYS = 120

/**
 * The recordings as of a time (ms), so that there are always recent ones. Ids and bytes depend only on the
 * catalogue, so a download resumes after the service has restarted.
 */
export function makeRecordings(now: number): DemoRecording[] {
  return catalogue.map((entry, index) => makeRecording(entry, index, now))
}

function makeRecording(entry: Entry, index: number, now: number): DemoRecording {
  const id = hex(`recording ${index}`)
  const meeting = entry.isSecondTake ? index - 1 : index
  const startsAt = Math.floor(now / DAY) * DAY - entry.daysAgo * DAY + minutesOf(entry.time) * 60_000
  const endsAt = startsAt + entry.minutes * 60_000
  const scheduler = users.find((user) => user.id === entry.scheduler)
  const waits = entry.transcodingMinutes
  const announcedAt = waits ? now + waits * 60_000 : endsAt + 5 * 60_000
  return {
    confUUID: id,
    confID: String(970_000_000 + Number.parseInt(hex(`meeting ${meeting}`).slice(0, 6), 16)),
    subject: entry.topic,
    schedulerId: entry.scheduler,
    schedulerName: scheduler?.name ?? entry.scheduler,
    startsAt,
    seconds: entry.minutes * 60 + (index % 50),
    isUnavailable: entry.isUnavailable ?? false,
    readyAt: waits === 0 ? Infinity : announcedAt,
    announcedAt,
    files: makeFiles(
      entry,
      id,
      entry.hasNoScreen ? TYPES.filter(({ fileType }) => fileType !== 'Aux') : TYPES,
    ),
    audio: entry.hasAudio ? makeFiles(entry, id, [AUDIO]) : [],
    isOld: entry.daysAgo > OLD_DAYS,
  }
}

function makeFiles(entry: Entry, id: string, types: readonly Type[]): DemoFile[] {
  const parts = Array.from({ length: entry.parts ?? 1 }, (_, n) => n + 1)
  return parts.flatMap((part) =>
    types.map(({ fileType, folder, share }) => {
      const seed = `${id} ${fileType} ${part}`
      // No two files have the same size, and none is a round number.
      const bytes = Math.round(entry.sizeMB * MB * share) + Number.parseInt(hex(seed).slice(0, 4), 16)
      const size = Math.max(bytes, clips[fileType].length + 1000)
      const [contentType, extension] = fileType === 'Audio' ? ['audio/mp4', 'm4a'] : ['video/mp4', 'mp4']
      const name = `${folder}/0_${part - 1}.${extension}`
      return {
        fileType,
        part,
        path: `/download/typeThree/video/resource/${id.slice(0, 5)}/${id}/${name}`,
        media: { ...grownClip(clips[fileType], size, seed), contentType },
        changed: { ...grownClip(clips[fileType], size, `${seed} changed`), contentType },
      }
    }),
  )
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

function hex(text: string): string {
  return createHash('sha256').update(`meetkeep demo ${text}`).digest('hex').slice(0, 32)
}

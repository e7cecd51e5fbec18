import { createHash } from 'node:crypto'
import { clips } from '../../demo/assets.ts'
import { grownClip } from '../../demo/media.ts'
import type { DemoFile, DemoRecording } from '../../demo/recordings.ts'
import { seeded } from '../../scripts/seeded-random.mjs'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR
const MINUTE = 60_000

/** A recording in the life of a service; times in ms. */
export interface PlannedRecording {
  recording: DemoRecording
  /** When its row appears in lists. */
  listedAt: number
  /** When it is removed from the cloud. */
  deletedAt: number
  /** The files of a meeting that was recorded again later: they come with their own transcoding. */
  later: { at: number; seconds: number; files: DemoFile[] } | null
}

/** What happens on one day, besides a pass. */
export interface PlannedDay {
  /** When the pass begins. */
  at: number
  hasNetwork: boolean
  /** The pass is killed after so many files; null: it is not. */
  killAfter: number | null
  /** The session ends after so many files. */
  endsSessionAfter: number | null
  /** Refused calls, with the seconds to wait; broken downloads. */
  throttled: number
  cuts: number
  losesHome: boolean
  movesFolder: boolean
  /** Another machine runs a pass on the same folder at the same time. */
  isShared: boolean
}

export interface YearOptions {
  seed: number
  weeks: number
  /** Recordings in a week. */
  perWeek: number
  retentionDays: number
  /** Shares of recordings that are removed within days, and that are never ready. */
  shortLived: number
  neverReady: number
  /** Begin, in ms: midnight. */
  start: number
}

const SIZES = [0, 7_001, 40_003]

/** The recordings of a year: some transcoded late, listed late, recorded twice, removed early, or never ready. */
export function planRecordings(options: YearOptions): PlannedRecording[] {
  const { seed, weeks, perWeek, retentionDays, start } = options
  const random = seeded(seed)
  const chance = (share: number): boolean => random() < share
  const upTo = (max: number): number => Math.floor(random() * max)
  return Array.from({ length: weeks * perWeek }, (_, n) => {
    const id = createHash('sha256').update(`year ${seed} ${n}`).digest('hex').slice(0, 32)
    // Whole minutes: passes begin at half minutes, so that nothing changes while one is running.
    const startsAt = start + Math.floor(n / perWeek) * 7 * DAY + upTo(7) * DAY + 8 * HOUR + upTo(600) * MINUTE
    const seconds = 600 + upTo(6000)
    const endsAt = startsAt + Math.ceil(seconds / 60) * MINUTE
    const isLate = chance(0.06)
    const isNeverReady = chance(options.neverReady)
    const isShortLived = chance(options.shortLived)
    const readyAt = endsAt + (isLate ? (1 + upTo(4)) * DAY : 5 * MINUTE + upTo(20) * HOUR)
    const listedAt = chance(0.05) ? endsAt + (1 + upTo(4)) * DAY : endsAt
    const life = isShortLived ? (1 + upTo(3)) * DAY + upTo(600) * MINUTE : retentionDays * DAY
    const files = filesOf(id, 1, 1 + (chance(0.1) ? 1 : 0), 1)
    const isAgain = !isShortLived && !isNeverReady && !isLate && chance(0.15)
    const laterAt = endsAt + 2 * HOUR + upTo(10) * HOUR
    const later = isAgain ? { at: laterAt, seconds: 300 + upTo(900), files: filesOf(id, 2, 1, 9) } : null
    const recording: DemoRecording = {
      ...{
        confUUID: id,
        confID: String(970_000_000 + n),
        subject: `Meeting ${n} 会议`,
        startsAt,
        seconds,
        files,
      },
      ...{
        schedulerId: 'demo.admin',
        schedulerName: '演示管理员',
        isUnavailable: false,
        audio: [],
        isOld: true,
      },
      ...{ readyAt: isNeverReady ? Infinity : readyAt, announcedAt: readyAt },
    }
    return { recording, listedAt, deletedAt: startsAt + life, later }
  })
}

/** `parts` of two types; numbers of names start again in each group of links. */
function filesOf(id: string, group: number, parts: number, firstPart: number): DemoFile[] {
  return Array.from({ length: parts }, (_, n) => n).flatMap((n) =>
    (['Hd', 'Aux'] as const).map((fileType): DemoFile => {
      const seed = `${id} ${fileType} ${group} ${n}`
      const extra =
        SIZES[Number.parseInt(createHash('sha256').update(seed).digest('hex').slice(0, 4), 16) % 3] ?? 0
      const media = grownClip(clips[fileType], clips[fileType].length + 1000 + extra, seed)
      const folder = fileType === 'Hd' ? 'videoHD' : 'videoAux'
      const path = `/download/typeThree/video/resource/${id.slice(0, 5)}/${id}/${group}/${folder}/0_${n}.mp4`
      return { ...{ fileType, part: firstPart + n, group, path }, media, changed: media }
    }),
  )
}

/** A pass a day, with what goes wrong in a year; each kind at least once, however few weeks there are. */
export function planDays({ seed, weeks, start }: YearOptions): PlannedDay[] {
  const random = seeded(seed + 1)
  const upTo = (max: number): number => Math.floor(random() * max)
  const days = weeks * 7
  const quiet = (n: number): PlannedDay => ({
    at: start + n * DAY + 27 * HOUR + upTo(60) * MINUTE + 30_000,
    ...{ hasNetwork: true, killAfter: null, endsSessionAfter: null, throttled: 0, cuts: 0 },
    ...{ losesHome: false, movesFolder: false, isShared: false },
  })
  const plan = Array.from({ length: days }, (_, n) => {
    const day = quiet(n)
    if (random() < 0.08) day.killAfter = 1 + upTo(4)
    else if (random() < 0.04) day.endsSessionAfter = 1 + upTo(4)
    if (random() < 0.1) day.throttled = 1 + upTo(3)
    if (random() < 0.2) day.cuts = 1 + upTo(3)
    return day
  })
  const each = (from: number, count: number, change: (day: PlannedDay) => void): void =>
    plan.slice(from, from + count).forEach(change)
  const middle = Math.floor(days / 2)
  each(4, 1, (day) => Object.assign(day, { ...quietly, killAfter: 2 }))
  each(6, 1, (day) => Object.assign(day, { ...quietly, endsSessionAfter: 2 }))
  each(8, 1, (day) => Object.assign(day, { ...quietly, throttled: 2, cuts: 2 }))
  each(9, 4, (day) => Object.assign(day, { ...quietly, hasNetwork: false }))
  for (let week = 6; week < weeks; week += 11)
    each(week * 7, 7, (day) => Object.assign(day, { ...quietly, hasNetwork: false }))
  each(middle, 1, (day) => Object.assign(day, { ...quietly, losesHome: true }))
  each(middle + 2, 1, (day) => Object.assign(day, { ...quietly, movesFolder: true }))
  each(middle + 3, 7, (day) => Object.assign(day, { ...quietly, isShared: true }))
  // The year ends with passes that find everything as it is.
  each(days - 2, 2, (day) => Object.assign(day, quietly))
  return plan
}

const quietly = { hasNetwork: true, killAfter: null, endsSessionAfter: null, throttled: 0, cuts: 0 }

/** What the service has at a time. */
export function recordingsAt(planned: readonly PlannedRecording[], now: number): DemoRecording[] {
  return planned
    .filter(({ listedAt, deletedAt }) => listedAt <= now && now < deletedAt)
    .map(({ recording, later }) =>
      later !== null && later.at <= now
        ? {
            ...recording,
            seconds: recording.seconds + later.seconds,
            files: [...recording.files, ...later.files],
          }
        : recording,
    )
}

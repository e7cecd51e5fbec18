import { z } from 'zod'
import type { Source } from '../../contract/download.ts'
import { minutesFileSchema } from '../../contract/own-minutes.ts'
import { sourceKey } from '../../contract/source-key.ts'
import type { LibraryEntry } from './entry.ts'

/** The description of all files of a meeting that has a folder of its own. */
export const MEETING_DESCRIPTION = 'meeting.json'
/** No description is larger; a larger file of this name is not one. */
export const MAX_DESCRIPTION_BYTES = 1024 * 1024
/** Longest text of a description in UTF-16 units; a longer one of the service is truncated. */
export const MAX_TEXT = 2000
/** Most files of one description; further ones get a description each. */
const MAX_FILES = 2000

const VERSION = 2
const KINDS = ['meetkeep-recording', 'meetkeep-minutes', 'meetkeep-material'] as const

const text = z.string().max(MAX_TEXT)
const instant = z.iso.datetime({ offset: true })

/** A file name that cannot lead out of its own folder. */
const plainName = z
  .string()
  .min(1)
  .max(255)
  .refine((name) => name !== '.' && name !== '..' && !/[/\\\0]/.test(name))

const fileFields = {
  /** Name of the file, in the folder of the description. */
  file: plainName,
  bytes: z.number().int().min(1),
  /** Hex, lower case. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** ISO; a date that cannot be read makes no file unknown. */
  savedAt: instant.catch(new Date(0).toISOString()),
}
const partFields = {
  fileType: z.string().max(200),
  part: z.number().int().min(1),
  parts: z.number().int().min(1),
}
const addedFields = {
  /** ISO: when it was last read whole and found unchanged; null if never since it was saved. */
  verifiedAt: instant.nullable().default(null),
  /** ISO: when it was last read whole and found to have other bytes; absent if it was not. */
  damagedAt: instant.optional(),
  /** What is unusual about the file, in English: bytes behind the film, or another container than its link names. */
  note: text.optional(),
  /** Request id of the service's answer that named the file. */
  requestId: text.optional(),
}

const meetingFields = {
  /** Host (and path) of the service. */
  site: text,
  confUUID: text,
  /** Meeting ID as people dial it; '' when unknown, like all texts here. */
  confID: text,
  subject: text,
  scheduler: text,
  /** ISO UTC. */
  start: instant.nullable().catch(null),
  /** Length of the whole recording in seconds. */
  durationSeconds: z.number().nullable(),
}

const version1Schema = z.object({
  kind: z.literal(KINDS[0]),
  version: z.literal(1),
  ...fileFields,
  note: text.optional(),
  meeting: z.object(meetingFields),
  ...partFields,
})

/** The types of a recording that were not requested with the files of a description. */
const notTakenSchema = z.array(z.object({ fileType: z.string().max(200), parts: z.number() })).max(200)

/** What a look-up tells about a file for its description, beyond what the download itself needs. */
export const lookupFactsSchema = z.object({
  audience: text.nullable(),
  sizeMB: z.number().nullable(),
  notTaken: notTakenSchema,
  requestId: text.nullable(),
  /** Whether the folder of the file is that of its meeting, and has one description for all its files. */
  describes: z.enum(['meeting', 'file']),
})
export type LookupFacts = z.infer<typeof lookupFactsSchema>

const common = {
  version: z.literal(VERSION),
  /** Version of the app that wrote it last; '' when unknown. */
  app: text,
}

export const descriptionSchema = z.discriminatedUnion('kind', [
  z.object({
    /** Distinguishes it from any other JSON. */
    kind: z.literal(KINDS[0]),
    ...common,
    meeting: z.object({
      ...meetingFields,
      /** Who may watch or download: link, enterprise, participants, or the service's own number; null when unknown. */
      audience: text.nullable().default(null),
      /** Size of the whole recording in MB as the service states it (rcdSize): never exact. */
      sizeMB: z.number().nullable().default(null),
      /** The service's ID of the enterprise whose lists had the recording; absent when unknown. */
      enterpriseId: text.optional(),
      notTaken: notTakenSchema.default([]),
    }),
    files: z.array(z.object({ ...fileFields, ...partFields, ...addedFields })).max(MAX_FILES),
  }),
  z.object({
    kind: z.literal(KINDS[1]),
    ...common,
    minutes: z.object({ site: text, fileCode: text, topic: text, createdAt: instant.nullable().catch(null) }),
    files: z.array(z.object({ ...fileFields, what: minutesFileSchema, ...addedFields })).max(MAX_FILES),
  }),
  z.object({
    kind: z.literal(KINDS[2]),
    ...common,
    program: z.object({ site: text, programId: text, name: text }),
    files: z.array(z.object({ ...fileFields, materialId: text, ...addedFields })).max(MAX_FILES),
  }),
])

/**
 * The description of saved files, a JSON file in their folder: what they are, and how to check years later that
 * they are unchanged. All its files belong to one meeting, one program or the same minutes. No address and no
 * token: everyone who gets the files may read it.
 */
export type Description = z.infer<typeof descriptionSchema>

/**
 * Parses a description; one of version 1 is returned as the current version. null for any other text, 'damaged'
 * for an invalid description, 'newer' for one of a later version of the app.
 */
export function readDescription(source: string): Description | 'damaged' | 'newer' | null {
  let found: unknown
  try {
    found = JSON.parse(source.replace(/^\ufeff/, ''))
  } catch {
    return null
  }
  const head = z.object({ kind: z.enum(KINDS), version: z.unknown().optional() }).safeParse(found)
  if (!head.success) return null
  const { version } = head.data
  if (typeof version === 'number' && version > VERSION) return 'newer'
  if (version === 1) {
    const old = version1Schema.safeParse(found)
    return old.success ? ofVersion1(old.data) : 'damaged'
  }
  const parsed = descriptionSchema.safeParse(found)
  return parsed.success ? parsed.data : 'damaged'
}

function ofVersion1(old: z.infer<typeof version1Schema>): Description {
  const { kind, meeting, file, bytes, sha256, savedAt, note, fileType, part, parts } = old
  const noted = note === undefined ? {} : { note }
  return {
    ...{ kind, version: VERSION, app: '' },
    meeting: { ...meeting, audience: null, sizeMB: null, notTaken: [] },
    files: [{ file, bytes, sha256, savedAt, verifiedAt: null, ...noted, fileType, part, parts }],
  }
}

/** Without the scheme: `https://host/path` is `host/path`. */
export function siteName(site: string): string {
  return site.replace(/^https?:\/\//, '')
}

/** The base URL of a site by its name in a description: only a service on this machine may be without TLS. */
export function siteAddress(name: string): string {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::|\/|$)/.test(name)
    ? `http://${name}`
    : `https://${name}`
}

/** The key of a file in the descriptions: its identity, without the scheme of its site. */
export function descriptionKey(source: Source): string {
  return sourceKey({ ...source, site: siteName(source.site) })
}

/** What a description says of one file: the index's entry of it, but for its folder. */
export type DescribedEntry = Omit<LibraryEntry, 'path'> & { file: string }

/** What a description says of each of its files. */
export function describedEntries(description: Description): DescribedEntry[] {
  switch (description.kind) {
    case 'meetkeep-recording': {
      const { site, confUUID, confID, subject, scheduler, start, durationSeconds, enterpriseId } =
        description.meeting
      const meeting = { confID, scheduler, durationSeconds }
      return description.files.map((one) => ({
        ...sizeAndTimes(one),
        source: {
          ...{ kind: 'recording', site: siteAddress(site), confUUID },
          ...{ fileType: one.fileType, part: one.part },
        },
        ...{ title: subject, startTime: start, parts: one.parts },
        meeting: enterpriseId === undefined ? meeting : { ...meeting, enterpriseId },
      }))
    }
    case 'meetkeep-minutes': {
      const { site, fileCode, topic, createdAt } = description.minutes
      return description.files.map((one) => ({
        ...sizeAndTimes(one),
        source: { kind: 'minutes', site: siteAddress(site), fileCode, file: one.what },
        ...{ title: topic, startTime: createdAt, parts: 1, meeting: null },
      }))
    }
    case 'meetkeep-material': {
      const { site, programId, name } = description.program
      return description.files.map((one) => ({
        ...sizeAndTimes(one),
        source: { kind: 'material', site: siteAddress(site), programId, materialId: one.materialId },
        ...{ title: name, startTime: null, parts: 1, meeting: null },
      }))
    }
  }
}

/** Times of one file differ by up to this between file systems: FAT stores even seconds. */
const TIME_TOLERANCE_MS = 2000

/**
 * When a file was last found unchanged or damaged, as its description says; null if it was changed, or copied without
 * its times, after that: then what is there now has never been read.
 */
export function foundUntil(
  { verifiedAt = null, damagedAt = null }: Pick<DescribedEntry, 'verifiedAt' | 'damagedAt'>,
  modifiedMs: number,
): Required<Pick<LibraryEntry, 'verifiedAt' | 'damagedAt'>> {
  const still = (at: string | null): string | null =>
    at !== null && modifiedMs <= Date.parse(at) + TIME_TOLERANCE_MS ? at : null
  return { verifiedAt: still(verifiedAt), damagedAt: still(damagedAt) }
}

function sizeAndTimes({
  file,
  bytes,
  sha256,
  savedAt,
  verifiedAt,
  damagedAt,
}: Description['files'][number]): Pick<
  DescribedEntry,
  'file' | 'bytes' | 'sha256' | 'savedAt' | 'verifiedAt' | 'damagedAt'
> {
  return { file, bytes, sha256, savedAt, verifiedAt, ...(damagedAt === undefined ? {} : { damagedAt }) }
}

/** Whether two descriptions are of the same meeting, program or minutes. */
export function isSameSubject(one: Description, other: Description): boolean {
  return subjectOf(one) === subjectOf(other)
}

function subjectOf(description: Description): string {
  switch (description.kind) {
    case 'meetkeep-recording':
      return JSON.stringify([description.kind, description.meeting.site, description.meeting.confUUID])
    case 'meetkeep-minutes':
      return JSON.stringify([description.kind, description.minutes.site, description.minutes.fileCode])
    case 'meetkeep-material':
      return JSON.stringify([description.kind, description.program.site, description.program.programId])
  }
}

/**
 * The description of a meeting with further files, which replace those of their names. What the new one does
 * not know of the meeting stays. Both are of the same subject.
 */
export function mergedDescription(before: Description, fresh: Description): Description {
  const names = new Set(fresh.files.map(({ file }) => file.normalize('NFC')))
  const files = [...before.files.filter(({ file }) => !names.has(file.normalize('NFC'))), ...fresh.files]
  if (before.kind !== 'meetkeep-recording' || fresh.kind !== 'meetkeep-recording')
    return { ...fresh, files } as Description
  const types = new Set(files.map((one) => ('fileType' in one ? one.fileType.toLowerCase() : '')))
  const known = Object.entries(fresh.meeting).filter(([, value]) => value !== '' && value !== null)
  const meeting = { ...before.meeting, ...Object.fromEntries(known) }
  const notTaken = fresh.meeting.notTaken.filter(({ fileType }) => !types.has(fileType.toLowerCase()))
  return { ...fresh, meeting: { ...meeting, notTaken }, files } as Description
}

import { z } from 'zod'
import type { Source } from '../../contract/download.ts'
import type { MinutesFile } from '../../contract/own-minutes.ts'
import { AppError, type Failure, fromFailure, toFailure } from '../../contract/errors.ts'
import type { OwnMinutesOfService } from '../cloud/own-minutes.ts'
import type { Programs } from '../cloud/programs.ts'
import type { Recordings } from '../cloud/recordings.ts'
import type { LookupFacts } from '../library/description.ts'
import type { Meeting } from '../library/entry.ts'
import { MAX_LOOKUPS } from './next-work.ts'
import { recordingExtension } from '../media/recording-extension.ts'
import {
  materialFileName,
  minutesFileName,
  type Naming,
  recordingFileName,
  DEFAULT_NAMING,
} from '../naming/file-names.ts'
import { hasMeetingFolder } from '../naming/name-template.ts'

/** Size and hash reported by the service before the download; null when it reports none. */
export const expectedSchema = z.object({ bytes: z.number().nullable(), sha256: z.string().nullable() })
export type Expected = z.infer<typeof expectedSchema>
const NOTHING_EXPECTED: Expected = { bytes: null, sha256: null }

/** A file to download: its source and its name. */
export interface DownloadRequest {
  source: Source
  title: string
  /** ISO, when known. */
  startTime: string | null
  parts: number
  fileName: string
  expected: Expected
  /** null for a file that belongs to no meeting. */
  meeting: Meeting | null
  /** For the description of a recording's file. */
  facts?: LookupFacts
  mustBeBoxes: boolean
  needsExtension: boolean
}

/** Requests the files of a recording in the queue. Rejects with NOT_TRANSCODED while it is being prepared. */
export type RequestFiles = (
  confUUID: string,
  fileTypes: string[],
  folder: string,
  site: string,
) => Promise<DownloadRequest[]>

/**
 * The files of one recording with these types (case-insensitive; [] means all). Throws the service's error.
 */
async function requestsForRecording(
  recordings: Recordings,
  site: string,
  confUUID: string,
  fileTypes: string[],
  naming: Naming,
): Promise<DownloadRequest[]> {
  const recording = await recordings.get(confUUID, site)
  if (recording.state === 'transcoding') {
    const failure: Failure = {
      code: 'NOT_TRANSCODED',
      ...(recording.readyAt === null ? {} : { params: { readyAt: recording.readyAt } }),
    }
    throw fromFailure(failure)
  }
  const wanted = new Set(fileTypes.map((type) => type.toLowerCase()))
  const all = await recordings.files(confUUID, site)
  const files = all.filter(({ fileType }) => wanted.size === 0 || wanted.has(fileType.toLowerCase()))
  if (files.length === 0) throw new AppError('NOT_FOUND', all.length > 0 ? { params: { at: 'types' } } : {})
  const others = all.filter((file) => !files.includes(file))
  const notTaken = [...new Map(others.map(({ fileType, parts }) => [fileType, { fileType, parts }])).values()]
  const { audience, audienceCode, sizeMB } = recording
  const known = { audience: audience ?? audienceCode?.toString() ?? null, sizeMB, notTaken }
  return files.map(({ fileType, part, parts, extension: named, bytes, sha256, requestId = null }) => {
    const { extension, mustBeBoxes } = recordingExtension(named, fileType)
    const fileName = recordingFileName({ ...recording, site, fileType, part, parts, extension }, naming)
    // One that does not fit its folder has none.
    const isInMeetingFolder = fileName.includes('/') && hasMeetingFolder(naming.template)
    return {
      source: { kind: 'recording', site, confUUID, fileType, part },
      title: recording.subject,
      startTime: recording.startTime,
      parts,
      fileName,
      expected: { bytes: bytes ?? null, sha256: sha256 ?? null },
      meeting: {
        confID: recording.confID,
        scheduler: recording.schedulerName,
        durationSeconds: recording.durationSeconds,
      },
      facts: { ...known, requestId, describes: isInMeetingFolder ? 'meeting' : 'file' },
      mustBeBoxes,
      needsExtension: false,
    }
  })
}

/**
 * Download requests for many recordings, in the order given; a failure of one does not affect the others.
 * One that is still being prepared fails with NOT_TRANSCODED, and one whose names do not fit its folder with
 * PATH_TOO_LONG.
 */
export async function requestsForRecordings(
  recordings: Recordings,
  site: string,
  confUUIDs: string[],
  fileTypes: string[],
  naming: Naming = DEFAULT_NAMING,
): Promise<{ requests: DownloadRequest[]; failed: { confUUID: string; failure: Failure }[] }> {
  const unique = [...new Set(confUUIDs)]
  const found: (DownloadRequest[] | Failure)[] = []
  let next = 0
  const lookUp = async (): Promise<void> => {
    while (next < unique.length) {
      const index = next
      next += 1
      const confUUID = unique[index] ?? ''
      found[index] = await requestsForRecording(recordings, site, confUUID, fileTypes, naming).catch(
        toFailure,
      )
    }
  }
  await Promise.all(Array.from({ length: MAX_LOOKUPS }, lookUp))
  const requests: DownloadRequest[] = []
  const failed: { confUUID: string; failure: Failure }[] = []
  for (const [index, result] of found.entries())
    if (Array.isArray(result)) for (const request of result) requests.push(request)
    else failed.push({ confUUID: unique[index] ?? '', failure: result })
  return { requests, failed }
}

/** Download requests for a program's materials. NOT_FOUND for an unknown id. */
export async function requestsForMaterials(
  programs: Pick<Programs, 'get'>,
  site: string,
  programId: string,
  materialIds: string[],
  room = DEFAULT_NAMING.room,
): Promise<DownloadRequest[]> {
  const program = await programs.get(programId, site)
  return [...new Set(materialIds)].map((materialId) => {
    const material = program.materials.find(({ id }) => id === materialId)
    if (material === undefined || !material.canDownload)
      throw new AppError('NOT_FOUND', { detail: 'the program has no such material to download' })
    return {
      source: { kind: 'material', site, programId, materialId },
      title: program.name,
      startTime: null,
      parts: 1,
      expected: NOTHING_EXPECTED,
      meeting: null,
      mustBeBoxes: false,
      ...materialFileName(
        { site, programId, programName: program.name, materialId, materialName: material.name },
        room,
      ),
    }
  })
}

/** Download requests for files of the user's minutes. NOT_FOUND for an unknown file. */
export async function requestsForMinutes(
  minutes: Pick<OwnMinutesOfService, 'get'>,
  site: string,
  fileCode: string,
  files: MinutesFile[],
  room = DEFAULT_NAMING.room,
): Promise<DownloadRequest[]> {
  const { topic, createdAt, files: there } = await minutes.get(fileCode, site)
  return [...new Set(files)].map((file) => {
    const found = there.find((one) => one.file === file)
    if (found === undefined) throw new AppError('NOT_FOUND', { detail: `the minutes have no ${file}` })
    return {
      source: { kind: 'minutes', site, fileCode, file },
      title: topic,
      startTime: createdAt,
      parts: 1,
      // The size in the list may not be exact, and a wrong expectation would reject the file for good.
      expected: NOTHING_EXPECTED,
      meeting: null,
      mustBeBoxes: false,
      ...minutesFileName({ site, fileCode, topic, createdAt, file, name: found.name }, room),
    }
  })
}

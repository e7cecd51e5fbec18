import { z } from 'zod'
import type { Recording, RecordingFile } from '../../contract/recording.ts'
import { isRequestRefused } from '../../contract/error-rules.ts'
import { AppError, toFailure } from '../../contract/errors.ts'
import { addressNamedBy } from '../network/address.ts'
import type { Link, Log } from '../interfaces.ts'
import { checkedAnswer, unwrapped, withRequestId } from './answers.ts'
import { shareInFlight } from './in-flight.ts'
import { boundedText, exactText, lenientRows } from './lenient.ts'
import { createLinkHosts, type LinkHosts } from './link-hosts.ts'
import { createRecordInfo } from './record-info.ts'
import {
  type DescribedFile,
  type FileLink,
  filesOf,
  isSameType,
  type LinkedFile,
  mergedFiles,
  pathOf,
} from './recording-files.ts'
import { recordingOf, rowSchema } from './recording-rows.ts'
import type { Session } from './session.ts'

/** Most links the service returns per page ("Querying Download Links of Recording Files"). */
const PAGE_SIZE = 500
/** Most links of one recording that are read. */
const MAX_LINKS = 5000

export interface Recordings {
  /**
   * `site`, here and below: base URL of the recording's site (default: the one signed in to). AUTH_REQUIRED
   * if another site is signed in to.
   */
  get(confUUID: string, site?: string): Promise<Recording>
  /**
   * Requests links and discards them; exact sizes and SHA-256 where `record/info` has them. NOT_TRANSCODED,
   * NO_PERMISSION, NOT_FOUND.
   */
  files(confUUID: string, site?: string): Promise<RecordingFile[]>
  /**
   * A link for one attempt at one file. [Note: single-use token] Its token is valid for an hour and expires
   * on first use, so every attempt requests a new one; there is no probing, and one connection per file.
   */
  freshLink(file: { site?: string; confUUID: string; fileType: string; part: number }): Promise<Link>
  /** The host (with its port) that the last link of this file named; null if none was seen in this run. */
  hostOf: LinkHosts['of']
}

interface Linked {
  files: LinkedFile[]
  requestId: string
}

/** confUuid (spelled this way only here) is not needed: one recording was requested. */
const linksSchema = z.preprocess(
  (answer) => unwrapped(answer, (inner) => 'recordUrls' in inner),
  z.object({
    /** undefined: this is another answer. */
    recordUrls: lenientRows(
      z.object({
        urls: lenientRows(
          z.object({
            url: exactText(),
            fileType: boundedText(40),
            token: exactText().transform((token) => token ?? ''),
          }),
          MAX_LINKS,
        ),
      }),
    ).optional(),
  }),
)

export function createRecordings({ session, log }: { session: Session; log: Log }): Recordings {
  const info = createRecordInfo({ session, log })
  const hosts = createLinkHosts()
  // Files of one recording start together, and each asks for its link.
  const shareDetails = shareInFlight<Recording>(session)
  const shareLinks = shareInFlight<Linked | AppError>(session)

  const get = (confUUID: string, site?: string): Promise<Recording> =>
    shareDetails(`${site} ${confUUID}`, () => askDetails(confUUID, site))

  const askDetails = async (confUUID: string, site?: string): Promise<Recording> => {
    const answer = await session.call({
      method: 'GET',
      path: '/v1/mmc/management/conferences/record/files',
      query: { confUUID },
      site,
      isRepeatable: true,
    })
    return recordingOf(checkedAnswer(rowSchema, answer))
  }

  /**
   * The links from downloadurls; a refusal that concerns this recording or our rights is returned as a value.
   */
  const links = (confUUID: string, site: string): Promise<Linked | AppError> =>
    shareLinks(`${site} ${confUUID}`, () => askLinks(confUUID, site))

  const askLinks = async (confUUID: string, site: string): Promise<Linked | AppError> => {
    try {
      const found: FileLink[] = []
      const paths = new Set<string>()
      let requestId = ''
      let group = 0
      // The documentation has a limit and no offset: a full page is asked on, until nothing new comes.
      for (let isFull = true; isFull;) {
        const answer = await session.call({
          method: 'GET',
          path: '/v1/mmc/management/record/downloadurls',
          query: { confUUID, limit: PAGE_SIZE, offset: found.length === 0 ? undefined : found.length },
          site,
          isRepeatable: true,
        })
        requestId = answer.requestId
        const { recordUrls } = checkedAnswer(linksSchema, answer)
        if (recordUrls === undefined)
          return new AppError('BAD_ANSWER', { requestId, detail: 'recordUrls: there is no list' })
        const groups = recordUrls.map(({ urls }) => urls)
        // The same link has another query each time.
        const fresh = groups.map((urls) => urls.filter(({ url }) => !paths.has(pathOf(url ?? ''))))
        // The first group of a page may be the last one of the page before.
        for (const [index, urls] of fresh.entries())
          for (const one of urls) found.push({ ...one, group: group + index })
        for (const { url } of fresh.flat()) if (url !== null) paths.add(pathOf(url))
        group += Math.max(0, groups.length - 1)
        isFull = groups.flat().length >= PAGE_SIZE && fresh.flat().length > 0 && found.length < MAX_LINKS
      }
      const files = filesOf(found)
      hosts.note({ confUUID, site }, files)
      if (files.length > 0) return { files, requestId }
      return new AppError('NOT_FOUND', { requestId, detail: 'the recording has no files' })
    } catch (error) {
      // The other call may have what this one refused.
      if (error instanceof AppError && isRequestRefused(error)) return error
      throw error
    }
  }

  /**
   * The answer for a recording still being prepared is not documented: it may be empty or a refusal. Its
   * details tell.
   */
  const refuseUnprepared = async (confUUID: string, site: string, refusal: AppError): Promise<void> => {
    const recording = await get(confUUID, site).catch(() => null)
    if (recording?.state !== 'transcoding') return
    const { requestId } = refusal.failure
    throw new AppError('NOT_TRANSCODED', {
      ...(requestId === undefined ? {} : { requestId }),
      ...(recording.readyAt === null ? {} : { params: { readyAt: recording.readyAt } }),
    })
  }

  const describedFiles = async (confUUID: string, site: string): Promise<DescribedFile[] | null> => {
    const described = await info.files(confUUID, site)
    hosts.note({ confUUID, site }, described ?? [])
    return described
  }

  const files = async (confUUID: string, site = session.baseUrl()): Promise<RecordingFile[]> => {
    const linked = await links(confUUID, site)
    const described = await describedFiles(confUUID, site).catch((error: unknown): null => {
      log.warn('recordings: record/info did not answer', { code: toFailure(error).code })
      return null
    })
    if (linked instanceof AppError) {
      const isHopeless = linked.code === 'NO_PERMISSION' && described === null
      if (!isHopeless) await refuseUnprepared(confUUID, site, linked)
    }
    const merged = mergedFiles(linked instanceof AppError ? [] : linked.files, described ?? [])
    if (linked instanceof AppError && merged.files.length === 0) throw linked
    for (const { fileType, linked: ofLinks, described: ofInfo } of merged.unlike)
      log.warn('recordings: sizes and hashes are ignored because the calls disagree on the parts', {
        ...{ confUUID, fileType, downloadurls: ofLinks, recordInfo: ofInfo },
      })
    const { requestId = '' } = linked instanceof AppError ? {} : linked
    return merged.files.map((file) => (requestId === '' ? file : { ...file, requestId }))
  }

  const freshLink: Recordings['freshLink'] = async ({
    site = session.baseUrl(),
    confUUID,
    fileType,
    part,
  }) => {
    const isType = (file: RecordingFile): boolean => isSameType(file.fileType, fileType)
    const isIt = (file: RecordingFile): boolean => isType(file) && file.part === part
    // downloadurls has no audio.
    const linked = isSameType(fileType, 'Audio') ? null : await links(confUUID, site)
    if (linked instanceof AppError) {
      const described = (await describedFiles(confUUID, site)) ?? []
      if (described.some(isType)) return linkOf(site, described.find(isIt))
      await refuseUnprepared(confUUID, site, linked)
      throw linked
    }
    if (linked?.files.some(isType))
      return await withRequestId(linked.requestId, () => linkOf(site, linked.files.find(isIt)))
    const described = (await describedFiles(confUUID, site)) ?? []
    return linkOf(site, described.find(isIt))
  }

  return {
    get,
    files,
    freshLink,
    hostOf: hosts.of,
  }
}

/** ADDRESS_REFUSED if the site may not name this address; NOT_FOUND if there is no file. */
function linkOf(site: string, file: LinkedFile | DescribedFile | undefined): Link {
  if (file === undefined || file.url === null)
    throw new AppError('NOT_FOUND', { detail: 'the recording has no such file any more' })
  const token = 'token' in file ? file.token.trim() : ''
  if (!/^[\x20-\x7e]*$/.test(token))
    throw new AppError('BAD_ANSWER', { detail: 'the token of the link cannot be sent in a header' })
  // The raw token, without "Bearer" ("Querying Download Links of Recording Files").
  const { href } = addressNamedBy(new URL(site), file.url)
  return { url: href, headers: token === '' ? {} : { Authorization: token } }
}

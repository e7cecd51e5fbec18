import { z } from 'zod'
import { isRequestRefused } from '../../contract/error-rules.ts'
import { AppError } from '../../contract/errors.ts'
import type { Log } from '../interfaces.ts'
import { allPages, type ListPage } from './page-reader.ts'
import { checkedAnswer } from './answers.ts'
import { boundedList, boundedText, exactText, lenientNumber, lenientRows } from './lenient.ts'
import { type DescribedFile, describedFiles } from './recording-files.ts'
import type { Session } from './session.ts'

/** Files read of a segment: one of each type is documented. */
const MAX_FILES = 20
/** Segments read from one answer; a service may return more than requested. */
const MAX_SEGMENTS = 500
/** No maximum is documented; 20 segments are at least one start of 60 hours. */
const PAGE_SIZE = 20

/** The newer call about one recording's files (ShowRecordInfo), which not every enterprise has. */
export interface RecordInfo {
  /**
   * A recording's files with exact sizes, SHA-256 and single-use links. null where the call is not available;
   * it is then not retried before the next sign-in. Throws transient errors: OFFLINE, TIMEOUT, RATE_LIMITED,
   * SERVER_ERROR.
   */
  files(confUUID: string, site: string): Promise<DescribedFile[] | null>
}

const fileSchema = z.object({
  recordType: boundedText(40),
  beginTime: lenientNumber,
  fileSize: lenientNumber,
  sha256: exactText(64),
  downloadUrl: exactText(),
})
const segmentSchema = z.object({
  manualOrder: lenientNumber,
  segmentOrder: lenientNumber,
  fileList: lenientRows(fileSchema, MAX_FILES),
})
type Segment = z.infer<typeof segmentSchema>

const infoSchema = z.object({
  segmentCount: lenientNumber,
  segmentList: boundedList(MAX_SEGMENTS).nullish().catch(null),
})
/** The documentation's table puts every field below `data`, its sample puts them beside `code`. */
const answerSchema = infoSchema.extend({ data: infoSchema.nullish().catch(null) })

/**
 * The call was understood and refused; a service without it may also answer with another error, or reject the
 * token. Any other error is transient.
 */
const isUnavailable = (error: AppError): boolean =>
  isRequestRefused(error) || error.code === 'AUTH_REJECTED' || error.code === 'BAD_ANSWER'

/**
 * [Note: record/info] POST /v1/mmc/rlm/record/info. Its links carry their single-use token in the URL: they
 * go only to the transfer that requested them. Who may call it, and for which recordings, is not documented:
 * a refusal is remembered, and never fails what works without this call.
 */
export function createRecordInfo({ session, log }: { session: Session; log: Log }): RecordInfo {
  /** '' means every recording. */
  const refused = new Set<string>()
  // A new sign-in or token may have other rights.
  let signIn = 0
  session.onChange(() => {
    signIn += 1
    refused.clear()
  })

  const page = async (confUUID: string, site: string, segmentOffset: number): Promise<ListPage<Segment>> => {
    const answer = await session.call({
      method: 'POST',
      path: '/v1/mmc/rlm/record/info',
      body: { confUUID, segmentOffset, segmentLimit: PAGE_SIZE },
      site,
      // Not retried: nothing depends on it, and a service without this call may answer 500.
      isOptional: true,
    })
    const body = checkedAnswer(answerSchema, answer)
    const { segmentList, segmentCount } = body.data?.segmentList == null ? body : body.data
    const rows = lenientRows(segmentSchema).parse(segmentList)
    return { rows, size: segmentList?.length ?? 0, count: segmentCount, bytes: answer.bytes }
  }

  return {
    files: async (confUUID, site) => {
      if (refused.has('') || refused.has(confUUID)) return null
      const askedUnder = signIn
      try {
        const { rows } = await allPages<Segment>(PAGE_SIZE, identityOf, (offset) =>
          page(confUUID, site, offset),
        )
        return describedFiles(rows)
      } catch (error) {
        if (!(error instanceof AppError) || !isUnavailable(error)) throw error
        const isForAll = concernsWholeCall(error)
        if (askedUnder === signIn) refused.add(isForAll ? '' : confUUID)
        log.info('recordings: record/info is not available', {
          code: error.code,
          requestId: error.failure.requestId,
          isForAll,
        })
        return null
      }
    },
  }
}

/**
 * Does the refusal concern the call itself rather than this recording? True for the gateway's codes and for
 * rights.
 */
function concernsWholeCall({ code, failure }: AppError): boolean {
  const serviceCode = String(failure.params?.['serviceCode'] ?? '')
  const isGateway = serviceCode === '' || serviceCode.startsWith('APIG.')
  return code === 'NO_PERMISSION' || code === 'AUTH_REJECTED' || (code === 'NOT_FOUND' && isGateway)
}

/**
 * Order numbers restart at 1 after each start; if both are missing, the files' own times tell segments apart.
 */
function identityOf({ manualOrder, segmentOrder, fileList }: Segment): string {
  return JSON.stringify([manualOrder, segmentOrder, fileList.map(({ beginTime }) => beginTime)])
}

import { z } from 'zod'
import { isRequestRefused } from '../../contract/error-rules.ts'
import { AppError } from '../../contract/errors.ts'
import type { Log } from '../ports.ts'
import { allPages, type ListPage } from './page-reader.ts'
import { checkedAnswer } from './answers.ts'
import { lenientNumber, lenientRows, lenientText } from './lenient.ts'
import { type DescribedFile, describedFiles } from './recording-files.ts'
import type { Session } from './session.ts'

/** No page names a most; 20 segments are at least one start of 60 hours. */
const PAGE_SIZE = 20

/** The newer call about one recording's files (ShowRecordInfo), which not every enterprise has. */
export interface RecordInfo {
  /**
   * Its files with exact sizes, SHA-256 and links that work once; null where the call is not to be had, which is not
   * asked again before the next sign-in. Throws trouble that passes: OFFLINE, TIMEOUT, RATE_LIMITED, SERVER_ERROR.
   */
  files(confUUID: string, site: string): Promise<DescribedFile[] | null>
}

const fileSchema = z.object({
  recordType: lenientText,
  beginTime: lenientNumber,
  fileSize: lenientNumber,
  sha256: lenientText,
  downloadUrl: lenientText,
})
const segmentSchema = z.object({
  manualOrder: lenientNumber,
  segmentOrder: lenientNumber,
  fileList: lenientRows(fileSchema),
})
type Segment = z.infer<typeof segmentSchema>

const infoSchema = z.object({
  segmentCount: lenientNumber,
  segmentList: z.array(z.unknown()).nullish().catch(null),
})
/** The page's table has everything below `data`, its sample beside `code`. */
const answerSchema = infoSchema.extend({ data: infoSchema.nullish().catch(null) })

/**
 * The call was understood and refused; a service that does not have it may also answer with something else, or refuse
 * the token. Anything else passes.
 */
const isNotToBeHad = (error: AppError): boolean =>
  isRequestRefused(error) || error.code === 'AUTH_REJECTED' || error.code === 'BAD_ANSWER'

/**
 * [Note: record/info] POST /v1/mmc/rlm/record/info. Its links carry their single-use token in the URL: they go to the
 * transfer that asked and nowhere else. Who may call it and for which recordings, no page says: a refusal is
 * remembered, and never fails what can be done without it.
 */
export function createRecordInfo({ session, log }: { session: Session; log: Log }): RecordInfo {
  /** '' stands for every recording. */
  const refused = new Set<string>()
  // Another sign-in, or a new token, may have other rights.
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
      // Not repeated: nothing depends on it, and a service without this call may answer 500 to it.
      isOptional: true,
    })
    const body = checkedAnswer(answerSchema, answer)
    const { segmentList, segmentCount } = body.data?.segmentList == null ? body : body.data
    const rows = lenientRows(segmentSchema).parse(segmentList)
    return { rows, size: segmentList?.length ?? 0, count: segmentCount }
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
        if (!(error instanceof AppError) || !isNotToBeHad(error)) throw error
        const isForAll = isOfTheCall(error)
        if (askedUnder === signIn) refused.add(isForAll ? '' : confUUID)
        log.info('recordings: record/info is not to be had', {
          code: error.code,
          requestId: error.failure.requestId,
          isForAll,
        })
        return null
      }
    },
  }
}

/** Does a refusal concern the call itself, not this one recording? The gateway's codes, and rights, do. */
function isOfTheCall({ code, failure }: AppError): boolean {
  const serviceCode = String(failure.params?.['serviceCode'] ?? '')
  const isGateway = serviceCode === '' || serviceCode.startsWith('APIG.')
  return code === 'NO_PERMISSION' || code === 'AUTH_REJECTED' || (code === 'NOT_FOUND' && isGateway)
}

/** Orders count from 1 again after each start; should both be missing, the files' own times tell segments apart. */
function identityOf({ manualOrder, segmentOrder, fileList }: Segment): string {
  return JSON.stringify([manualOrder, segmentOrder, fileList.map(({ beginTime }) => beginTime)])
}

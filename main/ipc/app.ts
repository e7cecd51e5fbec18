import type { HandlerContext } from './handler-context.ts'
import type { Handlers } from './registrar.ts'

/** Limits the log entries of a page that fails in a loop. */
const MOST_REPORTS = 20
const WITHIN_MS = 60_000

/** The service's own list of error codes, in the two languages it has. */
const CHINESE_ERRORS = 'https://support.huaweicloud.com/api-meeting/ErrorCode.html'
const ENGLISH_ERRORS = 'https://support.huaweicloud.com/intl/en-us/api-meeting/ErrorCode.html'

export function appCalls({ host, secrets, selfTest, log }: HandlerContext) {
  let reports: number[] = []
  return {
    'app.info': () => host.info(),
    'app.keychain': () => secrets.keychain(),
    'selfTest.report': (report) => selfTest.report(report),
    'app.licenses': () => host.licenses(),
    'app.reload': () => host.reload(),
    'app.openErrorList': ({ language }) =>
      host.openExternal(language === 'zh-CN' ? CHINESE_ERRORS : ENGLISH_ERRORS),
    'app.reportFailure': ({ message, stack }) => {
      const now = Date.now()
      reports = reports.filter((moment) => now - moment < WITHIN_MS)
      if (reports.length >= MOST_REPORTS) return
      reports.push(now)
      log.error('the page failed', { detail: message, stack })
    },
  } satisfies Partial<Handlers>
}

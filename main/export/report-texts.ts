import { ERROR_CODES } from '../../contract/errors.ts'
import { describeFailure } from '../../i18n/describe-failure.ts'
import type { Language } from '../../i18n/languages.ts'
import { textOf } from '../../i18n/texts.ts'
import type { ReportedRecording } from '../archive/report-rows.ts'
import { localTime } from '../csv.ts'

/** Why a recording is not saved, or not whole; '' if it is. */
export function reasonText(
  { state, until, since, error, files }: ReportedRecording,
  language: Language,
): string {
  const t = textOf(language)
  switch (state) {
    case 'waiting':
      return until === null
        ? t('report.reasons.waitingUnknown')
        : t('report.reasons.waiting', { until: localTime(until) })
    case 'notAllowed':
      return t('report.reasons.notAllowed')
    case 'goneBeforeSaved':
      return t('report.reasons.gone', { since: localTime(since) })
    case 'failed': {
      // The ledger may have been written by a version with other codes.
      const code = ERROR_CODES.find((one) => one === error)
      return code === undefined ? (error ?? '') : describeFailure({ code }, language).title
    }
    case 'partly': {
      const count = files.filter((file) => file.state === 'missing' || file.state === 'damaged').length
      return count === 0 ? '' : t('report.reasons.missing', { count })
    }
    case 'complete':
      return files.length === 0 ? t('report.reasons.nothing') : ''
    case 'excluded':
      return ''
  }
}

import type { Notice } from '../../../contract/download.ts'
import { toFailure } from '../../../contract/errors.ts'
import { describeFailure } from '../../../i18n/describe-failure.ts'
import type { Language } from '../../../i18n/languages.ts'
import { textOf } from '../../../i18n/texts.ts'
import { redact } from '../../log/redact.ts'
import type { Log } from '../../interfaces.ts'

/** Notice that part of the state could not be restored at start; the app continues without it. */
export function startFailed(error: unknown, language: Language, log: Log): Notice {
  log.error('starting failed', { detail: String(error) })
  const { title, advice, detail } = describeFailure(toFailure(error), language)
  const what = detail === null ? title : `${title} (${redact(detail)})`
  const subject = textOf(language)('common.failure.inOneLine', { title: what, advice })
  return { kind: 'start-failed', subject }
}

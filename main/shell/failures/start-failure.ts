import type { Notice } from '../../../contract/download.ts'
import { describeFailure } from '../../../contract/error-texts.ts'
import { toFailure } from '../../../contract/errors.ts'
import { redact } from '../../log/redact.ts'
import type { Log } from '../../ports.ts'
import type { Language } from '../language.ts'

/** What the user is told when not everything was taken up at the start; the rest of it goes on. */
export function startFailed(error: unknown, language: Language, log: Log): Notice {
  log.error('starting failed', { detail: String(error) })
  const { title, advice, detail } = describeFailure(toFailure(error), language)
  const what = detail === null ? title : `${title} (${redact(detail)})`
  return { kind: 'start-failed', subject: language === 'zh-CN' ? `${what}。${advice}` : `${what}. ${advice}` }
}

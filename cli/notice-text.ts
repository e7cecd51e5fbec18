import type { Notice } from '../contract/download.ts'
import { type Text, textOf } from '../i18n/texts.ts'
import type { Output } from './output.ts'
import { safe } from './text.ts'

export function noticeLine({ kind, subject }: Notice, t: Text): string {
  return t('terminal.note', { text: t(`common.notices.${kind}`, { subject: safe(subject) }) })
}

/** Calls wait for the service. */
export function isWait({ kind }: Notice): boolean {
  return kind === 'service-asks-to-wait' || kind === 'service-limit-reached'
}

/** Prints at once that calls wait: otherwise the command would seem to hang. */
export function printWaits(
  services: { onNotice(listen: (notice: Notice) => void): () => void },
  output: Output,
): void {
  const t = textOf(output.language)
  services.onNotice((notice) => void (isWait(notice) && output.remark(noticeLine(notice, t))))
}

import { resolve } from 'node:path'
import { describeFinding } from '../../i18n/describe-finding.ts'
import { type Text, textOf } from '../../i18n/texts.ts'
import { type Finding, WARNINGS } from '../../contract/doctor.ts'
import { exitStatusOf } from '../exit-status.ts'
import { withSubject, errorRow } from '../failure-text.ts'
import { headsOf } from '../labels.ts'
import type { Opened } from '../open-services.ts'
import type { Output } from '../output.ts'
import { credentialsAdvice, TERMINAL_ADVICE } from '../terminal-advice.ts'
import { safe, size, table } from '../text.ts'

/** Reports what works, what does not, and how to fix it. */
export async function runDoctor(
  { services, signIn }: Opened,
  output: Output,
  to: string | null,
): Promise<number> {
  const findings = await services.doctor.examine({ folder: resolve(to ?? '.'), signIn })
  output.json({ findings: findings.map((finding) => rowOf(finding, output)) })
  const t = textOf(output.language)
  const rows = findings.map((finding) => {
    const { name, text } = describeFinding(finding, output.language, size)
    return [markOf(finding, t), name, text]
  })
  output.line(table(headsOf(t, 'result', 'check', 'found'), rows))
  for (const finding of findings) {
    const { name, advice } = describeFinding(finding, output.language, size, TERMINAL_ADVICE)
    const { failure } = finding
    if (advice === null || failure === null) continue
    const here = credentialsAdvice(failure, output.language)
    output.line(`\n${withSubject(name, safe(advice), t)}${here === null ? '' : `\n${safe(here)}`}`)
  }
  return exitStatusOf(findings.flatMap(({ failure }) => failure ?? []))
}

function markOf({ failure, found }: Finding, t: Text): string {
  if (failure !== null) return t('terminal.doctor.failed')
  if (found !== null && WARNINGS.has(found)) return t('terminal.doctor.warning')
  return found === 'not-tested' || found === 'not-said' ? '-' : t('terminal.doctor.ok')
}

function rowOf({ check, found, params, failure }: Finding, { language }: Output) {
  return {
    check,
    found,
    ...params,
    error: failure === null ? null : errorRow(failure, language),
  }
}

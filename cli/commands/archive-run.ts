import { resolve } from 'node:path'
import { DEFAULT_NAME_TEMPLATE } from '../../contract/name-template.ts'
import { prerequisiteOf } from '../../contract/error-rules.ts'
import { toFailure } from '../../contract/errors.ts'
import { textOf } from '../../i18n/texts.ts'
import type { Language } from '../../i18n/languages.ts'
import { type FolderFiles, readFolderFiles } from '../../main/archive/folder-files.ts'
import type { LedgerEntry } from '../../main/archive/ledger-entry.ts'
import type { Rule } from '../../main/archive/rule.ts'
import { writeReport } from '../../main/export/write-report.ts'
import { nameProblems } from '../../main/naming/name-preview.ts'
import { savedFolder } from '../../main/library/saved-folder.ts'
import { carryOut, type PassObserver, planArchive } from '../../main/rules/run-pass.ts'
import type { Services } from '../../main/services.ts'
import { readRuleFile, ruleOf } from '../archive-rule.ts'
import { exitStatusOf, EXIT, statusOfStop } from '../exit-status.ts'
import { errorRow } from '../failure-text.ts'
import { followDownloads, type Following } from '../follow-downloads.ts'
import { makeSaveFolder } from '../make-save-folder.ts'
import type { Opened } from '../open-services.ts'
import type { Output } from '../output.ts'
import type { ArchiveOptions } from '../task.ts'
import { localTime } from '../dates.ts'
import { safe } from '../text.ts'
import { UsageError } from '../usage-error.ts'
import { createPassReport, type PassReport } from './pass-report.ts'

type PassOptions = Pick<ArchiveOptions, 'to' | 'report' | 'isDryRun'> & {
  rule: Rule
  /** Longest wait for recordings that are still being prepared, in ms. */
  waitMs: number
}

export interface PassResult {
  status: number
  /** The network failed: another pass may do more soon. */
  isOffline: boolean
}

/** A pass whose rule has been read. */
export interface PreparedPass {
  nameTemplate: string
  /** Resolves to the exit status, and whether the service could not be reached for all of it. */
  run(opened: Opened, output: Output, interrupted: AbortSignal): Promise<PassResult>
}

/** Reads the rule of a pass, before any service is opened. Throws UsageError. */
export async function preparePass(
  { to, rule: options, ruleFile, report, isDryRun }: ArchiveOptions,
  language: Language,
): Promise<PreparedPass> {
  const file = ruleFile === null ? {} : await readRuleFile(ruleFile, language)
  if (file.name !== undefined && nameProblems(file.name).length > 0)
    throw new UsageError('ruleField', { path: ruleFile ?? '', field: 'name' })
  // Days are counted back from each pass; what is not valid is reported before any.
  const ruleNow = () => ruleOf(options, file, new Date())
  ruleNow()
  const waitMs = options.wait ?? file.wait ?? 0
  return {
    nameTemplate: options.name ?? file.name ?? DEFAULT_NAME_TEMPLATE,
    run: (opened, output, interrupted) =>
      runArchive(opened, output, { to, rule: ruleNow(), waitMs, report, isDryRun }, interrupted),
  }
}

/**
 * One pass over an archive: lists, looks at the folder, and fetches what is missing, oldest first. Prints the summary
 * even when it is interrupted.
 */
async function runArchive(
  { services, signIn }: Opened,
  output: Output,
  { to, rule, waitMs, report: reportPath, isDryRun }: PassOptions,
  interrupted: AbortSignal,
): Promise<PassResult> {
  const root = resolve(to)
  const startedAt = new Date()
  if (!isDryRun) await makeSaveFolder(services.downloads, root)
  await signIn()
  const report = createPassReport(output, isDryRun)
  const observer = observerOf(services, output, report, startedAt)
  const deps = {
    ...{ session: services.session, recordings: services.recordings, downloads: services.downloads },
    stopDownloads: () => services.downloads.pause('all'),
  }
  const request = { root, rule, startedAt, isDryRun, nameTemplate: null }
  const pass = await planArchive(deps, request, observer, interrupted)
  const { ledger, listing, plan } = pass
  const writeReportOf = async (
    entries: Iterable<LedgerEntry>,
    found: () => Promise<FolderFiles>,
  ): Promise<void> => {
    if (reportPath === null || interrupted.aborted) return
    const path = resolve(reportPath)
    const period = { from: listing.from, to: rule.to }
    const of = { root, period, entries, lastRun: ledger.lastRun(), madeAt: new Date().toISOString() }
    try {
      await writeReport(path, { ...of, folder: await found() }, output.language)
      report.reported(path)
    } catch (error) {
      if (!interrupted.aborted) report.failed(toFailure(error))
    }
  }
  if (isDryRun) {
    for (const recording of plan.toFetch) report.wouldFetch(recording)
    await writeReportOf([...ledger.entries(), ...plan.changed], async () => pass.folder)
    report.end(interrupted)
    return resultOf(report, interrupted)
  }
  await carryOut(deps, pass, startedAt.getTime() + waitMs, observer, interrupted)
  await writeReportOf(ledger.entries(), () => readFolderFiles(savedFolder(root), interrupted))
  report.end(interrupted)
  return resultOf(report, interrupted)
}

/** Prints what a pass tells. */
function observerOf(services: Services, output: Output, report: PassReport, startedAt: Date): PassObserver {
  const { language } = output
  const t = textOf(language)
  let following: Following | null = null
  return {
    quarantined: (path) => output.json({ event: 'notice', kind: 'state-quarantined', subject: path }),
    planned: report.planned,
    fetching: () => (following = followDownloads(services, output)),
    waiting: ({ confUUID, failure }, until) => {
      const time = localTime(until.toISOString())
      following?.emit({
        event: 'waiting',
        confUUID,
        until: until.toISOString(),
        error: errorRow(failure, language),
      })
      output.remark(t('terminal.downloads.preparing', { id: safe(confUUID), time }))
    },
    allowed: () => undefined,
    outcome: report.outcome,
    fetched: (downloads) => {
      following?.end(downloads)
      report.downloaded(downloads, startedAt)
    },
    failed: report.failed,
  }
}

function resultOf(report: PassReport, interrupted: AbortSignal): PassResult {
  if (interrupted.aborted) return { status: statusOfStop(interrupted), isOffline: false }
  const status = exitStatusOf(report.failures)
  return {
    status: status === EXIT.done && !report.isFine ? EXIT.failed : status,
    isOffline: report.failures.some((failure) => prerequisiteOf(failure) === 'network'),
  }
}

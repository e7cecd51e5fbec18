import { resolve } from 'node:path'
import { DEFAULT_NAME_TEMPLATE } from '../../contract/name-template.ts'
import { prerequisiteOf } from '../../contract/error-rules.ts'
import { toFailure } from '../../contract/errors.ts'
import type { Recording, RecordingQuery } from '../../contract/recording.ts'
import { textOf } from '../../i18n/texts.ts'
import type { Language } from '../../i18n/languages.ts'
import { type FolderFiles, NO_FILES, readFolderFiles } from '../../main/archive/folder-files.ts'
import { type LedgerEntry, recordingKey } from '../../main/archive/ledger-entry.ts'
import { type Ledger, openLedger } from '../../main/archive/ledger.ts'
import { entryAfter, type RecordingOutcome } from '../../main/archive/outcome.ts'
import { listedFrom, type Listing, type PassPlan, planPass } from '../../main/archive/plan-pass.ts'
import type { Rule } from '../../main/archive/rule.ts'
import { writeReport } from '../../main/export/write-report.ts'
import { nameProblems } from '../../main/naming/name-preview.ts'
import { savedFolder } from '../../main/library/saved-folder.ts'
import { readRuleFile, ruleOf } from '../archive-rule.ts'
import { exitStatusOf, EXIT, statusOfStop } from '../exit-status.ts'
import { errorRow } from '../failure-text.ts'
import { fetchRecordings } from '../fetch-recordings.ts'
import { followDownloads } from '../follow-downloads.ts'
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
  opened: Opened,
  output: Output,
  { to, rule, waitMs, report: reportPath, isDryRun }: PassOptions,
  interrupted: AbortSignal,
): Promise<PassResult> {
  const { services, signIn } = opened
  const root = resolve(to)
  const startedAt = new Date()
  if (!isDryRun) await makeSaveFolder(services.downloads, root)
  await signIn()
  const report = createPassReport(output, isDryRun)
  const ledger = await openLedger(root, (path) =>
    output.json({ event: 'notice', kind: 'state-quarantined', subject: path }),
  )
  const folder = await readFolderFiles(savedFolder(root), interrupted).catch(
    (error: unknown): FolderFiles => {
      if (interrupted.aborted || (isDryRun && toFailure(error).code === 'FOLDER_MISSING')) return NO_FILES
      throw error
    },
  )
  const listing = await listRecordings(opened, rule, ledger, report, interrupted)
  const plan = planPass(listing, ledger, folder, rule, startedAt.toISOString())
  report.planned(listing, plan)
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
    await writeReportOf([...ledger.entries(), ...plan.changed], async () => folder)
    report.end(interrupted)
    return resultOf(report, interrupted)
  }
  await record(ledger, plan.changed, report)
  if (!interrupted.aborted)
    await fetch(opened, output, { root, rule, waitMs, startedAt, listing, plan, ledger }, report, interrupted)
  await ledger
    .endRun({
      ...{ startedAt: startedAt.toISOString(), endedAt: new Date().toISOString() },
      outcome: interrupted.aborted ? 'interrupted' : report.isFine ? 'done' : 'failed',
      ...{ listed: listing.recordings.length, saved: report.saved, bytes: report.bytes },
    })
    .catch((error: unknown) => report.failed(toFailure(error)))
  await writeReportOf(ledger.entries(), () => readFolderFiles(savedFolder(root), interrupted))
  report.end(interrupted)
  return resultOf(report, interrupted)
}

function resultOf(report: PassReport, interrupted: AbortSignal): PassResult {
  if (interrupted.aborted) return { status: statusOfStop(interrupted), isOffline: false }
  const status = exitStatusOf(report.failures)
  return {
    status: status === EXIT.done && !report.isFine ? EXIT.failed : status,
    isOffline: report.failures.some((failure) => prerequisiteOf(failure) === 'network'),
  }
}

/** Lists the period; what was listed before a failure is kept. */
async function listRecordings(
  { services }: Opened,
  rule: Rule,
  ledger: Pick<Ledger, 'entries'>,
  report: PassReport,
  interrupted: AbortSignal,
): Promise<Listing> {
  const { account } = services.session.state()
  const of = rule.allUsers ? (account?.enterpriseId ?? account?.userId) : account?.userId || account?.name
  const whose = {
    site: services.session.baseUrl(),
    who: JSON.stringify([rule.allUsers ? 'all' : 'own', of ?? '']),
  }
  const listing = {
    ...{ ...whose, from: listedFrom(ledger.entries(), rule, whose) },
    recordings: [] as Recording[],
    isComplete: false,
  }
  const query: RecordingQuery = {
    ...{ from: listing.from, to: rule.to, order: 'oldest' },
    ...(rule.search === '' ? {} : { search: rule.search }),
    ...(rule.allUsers ? { allUsers: true } : {}),
  }
  const leave = (): void => services.recordings.leave(query)
  interrupted.addEventListener('abort', leave, { once: true })
  try {
    for (let index = 0; !listing.isComplete && !interrupted.aborted; index += 1) {
      const page = await services.recordings.page(query, index)
      for (const recording of page.items) listing.recordings.push(recording)
      listing.isComplete = page.isLast
    }
  } catch (error) {
    if (!interrupted.aborted) report.failed(toFailure(error))
  } finally {
    interrupted.removeEventListener('abort', leave)
    leave()
  }
  return listing
}

interface Pass {
  root: string
  rule: Rule
  waitMs: number
  startedAt: Date
  listing: Listing
  plan: PassPlan
  ledger: Ledger
}

async function fetch(
  { services }: Opened,
  output: Output,
  { root, rule, waitMs, startedAt, listing, plan, ledger }: Pass,
  report: PassReport,
  interrupted: AbortSignal,
): Promise<void> {
  const { language } = output
  const t = textOf(language)
  const { downloads } = services
  const following = followDownloads(services, output)
  const writes: Promise<void>[] = []
  const onOutcome = (recording: Recording, outcome: RecordingOutcome): void => {
    report.outcome(recording, outcome)
    const before = ledger.get(recordingKey(listing.site, recording.confUUID))
    if (before === undefined) return
    const entry = entryAfter(before, recording, outcome, rule.types, new Date().toISOString())
    writes.push(record(ledger, [entry], report))
  }
  await fetchRecordings(
    downloads,
    { ...{ toFetch: plan.toFetch, waiting: plan.waiting }, types: [...rule.types], folder: root },
    {
      waitUntil: startedAt.getTime() + waitMs,
      onWaiting: ({ confUUID, failure }, until) => {
        const time = localTime(until.toISOString())
        following.emit({
          event: 'waiting',
          confUUID,
          until: until.toISOString(),
          error: errorRow(failure, language),
        })
        output.remark(t('terminal.downloads.preparing', { id: safe(confUUID), time }))
      },
      onOutcome,
    },
    interrupted,
  )
  if (interrupted.aborted) await downloads.pause('all')
  await Promise.all(writes)
  const all = downloads.list()
  following.end(all)
  report.downloaded(all)
}

/** Writes to the ledger; a failure is reported once, and the pass goes on: the folder has what counts. */
async function record(ledger: Ledger, entries: LedgerEntry[], report: PassReport): Promise<void> {
  await ledger.put(entries).catch((error: unknown) => report.failed(toFailure(error)))
}

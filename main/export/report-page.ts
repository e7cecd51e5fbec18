import type { Language } from '../../i18n/languages.ts'
import { type Text, textOf } from '../../i18n/texts.ts'
import type { LedgerRun } from '../archive/ledger-entry.ts'
import type { ReportedRecording, ReportFile } from '../archive/report-rows.ts'
import { localTime } from '../csv.ts'
import { fileTypeText } from './columns.ts'
import { STYLE } from './report-style.ts'
import { reasonText } from './report-texts.ts'

/** What a report says of the archive as a whole. */
export interface ReportHead {
  folder: string
  /** ISO: the recordings of this period are listed. */
  period: { from: string; to: string }
  lastRun: LedgerRun | null
  /** Folders and descriptions that cannot be read. */
  unreadable: readonly string[]
  /** ISO. */
  madeAt: string
  /** Of the app. */
  version: string
}

const NEEDS_ATTENTION: readonly ReportedRecording['state'][] = ['goneBeforeSaved', 'failed', 'partly']

/**
 * A report as one page without scripts, in pieces; `recordings` are sorted by start. Its texts are escaped, and its
 * content policy forbids everything but its style: topics and names come from other people.
 */
export function* reportPage(
  { folder, period, lastRun, unreadable, madeAt, version }: ReportHead,
  recordings: readonly ReportedRecording[],
  language: Language,
): Generator<string> {
  const t = textOf(language)
  const dayOf = (iso: string): string => localTime(iso).slice(0, 10)
  yield `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escaped(t('report.title'))}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${escaped(t('report.title'))}</h1>
<p>${escaped(t('report.about', { from: dayOf(period.from), to: dayOf(period.to), folder }))}</p>
<p class="total">${escaped(coverageText(recordings, t))}</p>
<ul class="counts">${countsOf(recordings, language)}</ul>
<p>${escaped(t('report.made', { time: localTime(madeAt), zone: zoneOf(language), version }))}${lastRunText(lastRun, t)}</p>
</header>
<main>
`
  const open = recordings.filter(({ state }) => NEEDS_ATTENTION.includes(state))
  if (open.length > 0) {
    yield `<h2>${escaped(t('report.needsAttention'))}</h2>\n`
    yield* tableOf(open, language)
  }
  if (unreadable.length > 0) {
    yield `<h2>${escaped(t('report.unreadable'))}</h2>\n<ul>\n`
    for (const path of unreadable) yield `<li><bdi>${escaped(path)}</bdi></li>\n`
    yield '</ul>\n'
  }
  yield `<h2>${escaped(t('report.all'))}</h2>\n`
  if (recordings.length === 0) yield `<p>${escaped(t('report.nothing'))}</p>\n`
  for (const [month, ofMonth] of byMonth(recordings, language)) {
    yield `<h3>${escaped(month)}</h3>\n`
    yield* tableOf(ofMonth, language)
  }
  yield '</main>\n</body>\n</html>\n'
}

function* tableOf(recordings: readonly ReportedRecording[], language: Language): Generator<string> {
  const t = textOf(language)
  const heads = (['start', 'topic', 'scheduler', 'length', 'state'] as const).map(
    (column) => `<th scope="col">${escaped(t(`report.columns.${column}`))}</th>`,
  )
  yield `<table>\n<thead><tr>${heads.join('')}</tr></thead>\n`
  for (const recording of recordings) yield rowsOf(recording, language)
  yield '</table>\n'
}

function rowsOf(recording: ReportedRecording, language: Language): string {
  const { start, topic, scheduler, seconds, state, confUUID, site, files } = recording
  const t = textOf(language)
  const reason = reasonText(recording, language)
  const cells = [
    `<td class="time">${escaped(localTime(start).slice(0, 16))}</td>`,
    `<td title="${escaped(`${confUUID} · ${site}`)}"><bdi>${escaped(topic || t('report.unnamed'))}</bdi></td>`,
    `<td><bdi>${escaped(scheduler)}</bdi></td>`,
    `<td class="number">${escaped(lengthText(seconds))}</td>`,
    `<td><span class="state ${state}">${escaped(t(`report.states.${state}`))}</span>${reason === '' ? '' : ` ${escaped(reason)}`}</td>`,
  ]
  return `<tbody>\n<tr>${cells.join('')}</tr>\n${files.map((file) => fileRow(file, language)).join('')}</tbody>\n`
}

function fileRow({ fileType, part, state, found }: ReportFile, language: Language): string {
  const t = textOf(language)
  const isOneOfSeveral = part > 1 || (found?.parts ?? 1) > 1
  const name = [
    fileTypeText(fileType, t),
    ...(isOneOfSeveral ? [t('fileNames.part', { n: part })] : []),
  ].join(' · ')
  const verified = found?.verifiedAt ?? null
  const at =
    verified === null ? '' : ` · ${t('report.columns.verifiedAt')} ${localTime(verified).slice(0, 16)}`
  const cells = [
    '<td></td>',
    `<td>${escaped(name)}<br><bdi class="path">${escaped(found?.path ?? '')}</bdi></td>`,
    `<td class="hash">${escaped(found?.sha256 ?? '')}</td>`,
    `<td class="number">${found === null ? '' : escaped(new Intl.NumberFormat(language).format(found.bytes))}</td>`,
    `<td><span class="state ${state}">${escaped(t(`report.files.${state}`))}</span>${escaped(at)}</td>`,
  ]
  return `<tr class="file">${cells.join('')}</tr>\n`
}

/** Excluded recordings do not count, as in the coverage. */
function coverageText(recordings: readonly ReportedRecording[], t: Text): string {
  const counted = recordings.filter(({ state }) => state !== 'excluded')
  const complete = counted.filter(({ state }) => state === 'complete').length
  return t('report.coverage', { complete, recordings: counted.length })
}

function countsOf(recordings: readonly ReportedRecording[], language: Language): string {
  const t = textOf(language)
  const states = ['partly', 'waiting', 'failed', 'notAllowed', 'goneBeforeSaved', 'excluded'] as const
  const counts = states.map(
    (state) => [state, recordings.filter((one) => one.state === state).length] as const,
  )
  const whole = recordings.flatMap(({ files }) => files.filter(({ state }) => state === 'whole'))
  const bytes = whole.reduce((sum, { found }) => sum + (found?.bytes ?? 0), 0)
  const gigabytes = new Intl.NumberFormat(language, {
    ...{ style: 'unit', unit: 'gigabyte', unitDisplay: 'short', maximumFractionDigits: 1 },
  }).format(bytes / 1_000_000_000)
  return [
    ...counts
      .filter(([, count]) => count > 0)
      .map(([state, count]) => `<li><b>${count}</b> ${escaped(t(`report.states.${state}`))}</li>`),
    `<li>${escaped(t('report.filesAndSize', { files: whole.length, size: gigabytes }))}</li>`,
  ].join('')
}

function lastRunText(lastRun: LedgerRun | null, t: Text): string {
  return lastRun === null ? '' : ` · ${escaped(t('report.lastRun', { time: localTime(lastRun.endedAt) }))}`
}

function byMonth(
  recordings: readonly ReportedRecording[],
  language: Language,
): Map<string, ReportedRecording[]> {
  const name = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric' })
  const months = new Map<string, ReportedRecording[]>()
  for (const recording of recordings) {
    const { start } = recording
    const month = start === null ? textOf(language)('report.noDate') : name.format(new Date(start))
    const ofMonth = months.get(month)
    if (ofMonth === undefined) months.set(month, [recording])
    else ofMonth.push(recording)
  }
  return months
}

/** `1:02:03`. */
function lengthText(seconds: number | null): string {
  if (seconds === null) return ''
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0')
  return `${Math.floor(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`
}

function zoneOf(language: Language): string {
  return new Intl.DateTimeFormat(language).resolvedOptions().timeZone
}

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' },
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
}

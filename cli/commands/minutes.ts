import { existsSync } from 'node:fs'
import { AppError, type Failure, fromFailure, toFailure } from '../../contract/errors.ts'
import type { MinutesEntries } from '../../contract/minutes.ts'
import type { OwnMinutes } from '../../contract/own-minutes.ts'
import { type Text, textOf } from '../../i18n/texts.ts'
import type { Code } from '../../qr/decode.ts'
import { keysWithPlus } from '../../qr/link.ts'
import { joinParts, parseMinutesCode } from '../../qr/parts.ts'
import { PICTURE_FORMATS } from '../../qr/picture-formats.ts'
import { findPastedLinks, type Repair } from '../../qr/pasted-link.ts'
import { localTime } from '../dates.ts'
import { EXIT } from '../exit-status.ts'
import { withSubject, errorRow, failureLines } from '../failure-text.ts'
import { headsOf } from '../labels.ts'
import type { Opened } from '../open-services.ts'
import type { Output } from '../output.ts'
import { fit, safe, size, table } from '../text.ts'

/** Decodes pictures; sends nothing over the network. Parts of one code may be in several pictures. */
export async function readMinutes(output: Output, files: string[]): Promise<number> {
  const { readCodes } = await import('../read-picture.ts')
  const t = textOf(output.language)
  let isWhole = true
  const fail = (file: string, error: unknown) => {
    isWhole = false
    const failure = toFailure(error)
    output.json({ file, texts: [], error: errorRow(failure, output.language) })
    output.remark(withSubject(file, failureLines(failure, output.language), t))
  }
  const show = (file: string, texts: string[]) => {
    output.json({ file, texts })
    for (const text of texts) output.line(files.length > 1 ? withSubject(file, safe(text), t) : safe(text))
  }
  const parts: (Code & { file: string })[] = []
  for (const file of files) {
    try {
      const codes = joinParts(await readCodes(file))
      if (codes.length === 0) throw new AppError('QR_NOT_FOUND')
      const texts = codes.filter(({ part }) => part === undefined).map(({ text }) => text)
      if (texts.length > 0) show(file, texts)
      parts.push(...codes.filter(({ part }) => part !== undefined).map((code) => ({ ...code, file })))
    } catch (error) {
      fail(file, error)
    }
  }
  for (const code of joinParts(parts)) {
    const link = parseMinutesCode(code)
    if (code.part === undefined || link.ok) show(code.file, [code.text])
    else fail(code.file, fromFailure(link.failure))
  }
  return isWhole ? EXIT.done : EXIT.failed
}

export async function listMinutes(
  { services, signIn }: Opened,
  output: Output,
  search: string,
): Promise<number> {
  const t = textOf(output.language)
  await signIn()
  const incomplete: Failure[] = []
  const items = await services.ownMinutes.all(search, (failure) => void incomplete.push(failure))
  output.json({ items, isComplete: incomplete.length === 0 })
  if (items.length > 0 && !output.isJson)
    output.line(
      table(
        headsOf(t, 'code', 'saved', 'files', 'size', 'topic'),
        items.map(({ fileCode, createdAt, files, topic }) => [
          fileCode,
          localTime(createdAt),
          filesText(files, t),
          sizeOf(files),
          fit(topic, 60),
        ]),
      ),
    )
  const total = String(items.length)
  output.remark(
    search === ''
      ? t('terminal.minutes.found', { total })
      : t('terminal.minutes.foundBy', { total, search: safe(search) }),
  )
  for (const failure of incomplete) output.remark(failureLines(failure, output.language))
  return incomplete.length === 0 ? EXIT.done : EXIT.failed
}

function filesText(files: OwnMinutes['files'], t: Text): string {
  const names = files.map(({ file }) => t(`terminal.minutes.files.${file}`))
  return names.join(t('terminal.minutes.between')) || '-'
}

function sizeOf(files: OwnMinutes['files']): string {
  const known = files.flatMap(({ bytes }) => bytes ?? [])
  return known.length === 0 ? '-' : size(known.reduce((sum, bytes) => sum + bytes, 0))
}

/** `isSignInWanted`: the environment holds credentials, so a dry run can name the owner of the space. */
export async function saveMinutes(
  { services, signIn }: Opened,
  output: Output,
  source: string,
  { dryRun = false, isSignInWanted }: { dryRun?: boolean; isSignInWanted: boolean },
): Promise<number> {
  const t = textOf(output.language)
  const { text, repairs } = await minutesTextOf(source, t)
  for (const repair of repairs) output.remark(t(`minutes.repairs.${repair}`))
  // Rejects an invalid link before anything is sent.
  services.minutes.preview(text)
  if (!dryRun || isSignInWanted) await signIn()
  const { entries, owner, ownerId, savedAt } = services.minutes.preview(text)
  const to = { owner: safe(owner ?? t('terminal.minutes.unknownOwner')) }
  output.line(dryRun ? t('terminal.minutes.wouldSave', to) : t('terminal.minutes.saves', to))
  for (const [key, value] of entries) output.line(`  ${safe(key)} = ${safe(value)}`)
  const plus = keysWithPlus(text)
  if (plus.length > 0) output.remark(t('minutes.preview.plus', { keys: plus.map(safe).join(', ') }))
  if (savedAt !== null) output.remark(t('minutes.preview.savedBefore', { time: localTime(savedAt) }))
  const body = bodyOf(entries)
  if (dryRun) {
    output.json({ dryRun: true, saved: false, body, owner, ownerId, repairs })
    output.line(t('terminal.minutes.nothingSent'))
    return EXIT.done
  }
  const saved = await services.minutes.save(text)
  if (saved.failure !== null) {
    const { code, ...more } = saved.failure
    throw new AppError(code, more)
  }
  const { requestId } = saved
  output.json({ dryRun: false, saved: true, body, owner: saved.owner, ownerId, repairs, requestId })
  const request = t('terminal.request', { id: safe(requestId) })
  output.line(t('terminal.minutes.saved', { request }))
  return EXIT.done
}

/** A time in the name of a screenshot is not the scheme of an address. */
const PICTURE_NAME = new RegExp(`\\.(?:${PICTURE_FORMATS.join('|')}|jpg)$`, 'i')

/** A file that exists is a picture; anything else is a link, or a text with one. */
async function minutesTextOf(source: string, t: Text): Promise<{ text: string; repairs: readonly Repair[] }> {
  if (existsSync(source)) return { text: await minutesCodeIn(source, t), repairs: [] }
  const links = findPastedLinks(source)
  const usable = links.filter(({ failure }) => failure === null)
  const [link] = links
  if (link !== undefined) {
    if (usable.length > 1)
      throw severalCodes(
        usable.map(({ text }) => text),
        t,
      )
    if (link.failure !== null) throw fromFailure(link.failure)
    return link
  }
  // Not a link of ours: an address of another scheme, a text, or a file that is missing.
  const isFile = !source.includes('://') && PICTURE_NAME.test(source)
  if ((/^\s*[a-z][a-z0-9+.-]+:/i.test(source) && !isFile) || /[\r\n]/.test(source))
    throw new AppError('QR_NOT_CLOUDLINK')
  throw new AppError('NOT_FOUND', { params: { at: 'picture' }, detail: `ENOENT: ${source}` })
}

/** The single minutes code of a picture; with several, only a person can choose. */
async function minutesCodeIn(file: string, t: Text): Promise<string> {
  // Loaded only for pictures: it pulls in sharp, a native module, and two decoders.
  const { readCodes } = await import('../read-picture.ts')
  const codes = joinParts(await readCodes(file))
  const [first] = codes
  if (first === undefined) throw new AppError('QR_NOT_FOUND')
  const good = codes.filter((code) => parseMinutesCode(code).ok)
  const [only] = good
  if (only !== undefined && good.length === 1) return only.text
  if (good.length > 1)
    throw severalCodes(
      good.map(({ text }) => text),
      t,
    )
  // A single invalid code is refused with its own reason.
  const link = parseMinutesCode(first)
  if (codes.length === 1 && !link.ok) throw fromFailure(link.failure)
  const total = String(codes.length)
  throw new AppError('QR_NOT_CLOUDLINK', {
    detail: t('terminal.minutes.noMinutesCode', { total, codes: listed(codes.map(({ text }) => text)) }),
  })
}

function severalCodes(texts: string[], t: Text): AppError {
  const total = String(texts.length)
  return new AppError('BAD_INPUT', {
    detail: t('terminal.minutes.severalCodes', { total, codes: listed(texts) }),
  })
}

const listed = (texts: string[]): string => texts.map((text) => fit(safe(text), 120)).join(' | ')

/** The request body. Defines own properties, so that `__proto__` is a key like any other. */
function bodyOf(entries: MinutesEntries): Record<string, string> {
  return Object.fromEntries(entries)
}

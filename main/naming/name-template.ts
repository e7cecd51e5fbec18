import {
  DEFAULT_NAME_TEMPLATE,
  LONGEST_NAME_TEMPLATE,
  MOST_FOLDERS,
  NAME_PLACEHOLDERS,
  type NamePlaceholder,
  type NameProblem,
} from '../../contract/name-template.ts'
import { cleanText, trimmed } from './safe-text.ts'

/** The value of each placeholder: safe pieces of a name; '' if unknown. */
export type NameValues = Record<NamePlaceholder, string>

/**
 * [Note: identity of a recording file] Without all three, two files could get the same name: the recording
 * (and its site), the type, the part. A folder for each meeting stands for the recording.
 */
const NEEDED = ['type', 'part', 'id8'] as const satisfies NamePlaceholder[]

function missingIn(template: string): NamePlaceholder[] {
  const isNeeded = (name: NamePlaceholder): boolean => name !== 'id8' || !hasMeetingFolder(template)
  return NEEDED.filter((name) => countOf(template, name) === 0 && isNeeded(name))
}

/** The pieces of a template between its slashes: the folders, and last the name of the file. */
export function namesOf(template: string): string[] {
  return template.split('/')
}

/**
 * Whether the folder of a file is that of its meeting alone: its name has the id, or the topic with day and time
 * in it or in a folder above.
 */
export function hasMeetingFolder(template: string): boolean {
  const folders = namesOf(template).slice(0, -1)
  const last = folders.at(-1) ?? ''
  const has = (text: string, ...names: NamePlaceholder[]): boolean =>
    names.some((name) => countOf(text, name) > 0)
  if (has(last, 'id8')) return true
  const above = folders.join(' ')
  return has(last, 'topic') && has(above, 'time') && has(above, 'date', 'day')
}

/**
 * The template with the id added to the folder of the meeting where day, time or topic are unknown: otherwise all
 * such meetings would share one folder.
 */
export function withDistinctFolder(template: string, values: NameValues): string {
  const names = namesOf(template)
  const isNamed = values.date !== '' && values.time !== '' && values.topic !== ''
  if (isNamed || !hasMeetingFolder(template) || countOf(names.at(-2) ?? '', 'id8') > 0) return template
  return [...names.slice(0, -2), `${names.at(-2)} {id8}`, names.at(-1)].join('/')
}

type Piece = { literal: string } | { placeholder: NamePlaceholder }

const isPlaceholder = (text: string): text is NamePlaceholder =>
  (NAME_PLACEHOLDERS as readonly string[]).includes(text)

/** The template's pieces in order; braces around anything but a placeholder are literal text. */
function piecesOf(template: string): Piece[] {
  return template.split(/(\{\w+\})/).flatMap((text): Piece[] => {
    const name = text.slice(1, -1)
    if (text.startsWith('{') && isPlaceholder(name)) return [{ placeholder: name }]
    return text === '' ? [] : [{ literal: text }]
  })
}

/** How often a template contains a placeholder. */
export function countOf(template: string, placeholder: NamePlaceholder): number {
  return piecesOf(template).filter((piece) => 'placeholder' in piece && piece.placeholder === placeholder)
    .length
}

/** All problems of the template itself, in template order. */
export function templateProblems(template: string): NameProblem[] {
  if (template.trim() === '') return [{ code: 'empty', about: '' }]
  const problems: NameProblem[] = []
  const seen = new Set<string>()
  const add = (code: NameProblem['code'], about: string): void => {
    if (seen.has(code + about)) return
    seen.add(code + about)
    problems.push({ code, about })
  }
  for (const name of namesOf(template))
    for (const piece of piecesOf(name)) {
      if ('placeholder' in piece) continue
      for (const text of piece.literal.split(/(\{[^{}]*\})/)) {
        if (/^\{.*\}$/s.test(text)) add('unknown-placeholder', visible(text))
        else literalProblems(text, add)
      }
    }
  if (namesOf(template).some((name) => trimmed(cleanText(name)) === '')) add('empty-folder', '')
  if (namesOf(template).length > MOST_FOLDERS + 1) add('too-many-folders', String(MOST_FOLDERS))
  const missing = missingIn(template).map((name) => `{${name}}`)
  if (missing.length > 0) add('can-collide', missing.join(' '))
  if (template.length > LONGEST_NAME_TEMPLATE) add('too-long', '')
  return problems
}

function literalProblems(text: string, add: (code: NameProblem['code'], about: string) => void): void {
  if (/[{}]/.test(text)) add('stray-brace', visible(text.trim()))
  for (const character of text)
    if (cleanText(`a${character}a`) !== `a${character}a`.normalize('NFC'))
      add('forbidden-character', visible(character))
}

/** Replaces invisible and text-reordering characters by their code points. */
function visible(text: string): string {
  return text.replace(/[\p{C}\p{Z}]/gu, (found) =>
    found === ' ' ? ' ' : `U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
  )
}

/** Appends the placeholders that keep names unique, if missing; the default for an empty template. */
export function withRequiredPlaceholders(template: string): string {
  if (trimmed(cleanText(template)) === '') return DEFAULT_NAME_TEMPLATE
  const missing = missingIn(template)
  return [template, ...missing.map((name) => `{${name}}`)].join(' ')
}

const OPENING = '([{（［【「『《'
const CLOSING = ')]}）］】」』》'
const SEPARATORS_AT_START = /^[\s_\-–—.,+~]+/u
const SEPARATORS_AT_END = /[\s_\-–—.,+~]+$/u

/**
 * Fills in the template: a name without its extension, not truncated. An unknown value is dropped with the
 * separator before it (after it, at the start) and with brackets that would be empty; the text of values is
 * never changed.
 */
export function fillTemplate(template: string, values: NameValues): string {
  let name = ''
  /** Template text since the last value. */
  let text = ''
  let isAfterGap = false
  for (const piece of piecesOf(template)) {
    if ('literal' in piece) {
      const literal = cleanText(piece.literal)
      text = isAfterGap ? bridged(text, literal, name === '') : text + literal
      isAfterGap = false
    } else if (values[piece.placeholder] === '') {
      isAfterGap = true
    } else {
      name += text + values[piece.placeholder]
      text = ''
      isAfterGap = false
    }
  }
  return trimmed(name + (isAfterGap ? bridged(text, '', name === '') : text)).normalize('NFC')
}

/** The text that remains around an unknown value. */
function bridged(before: string, after: string, isStart: boolean): string {
  const opening = OPENING.indexOf(before.at(-1) ?? ' ')
  const isEmptyBracket = opening >= 0 && CLOSING[opening] === after[0]
  const left = (isEmptyBracket ? before.slice(0, -1) : before).replace(SEPARATORS_AT_END, '')
  const right = isEmptyBracket ? after.slice(1) : after
  const isOpen = left === '' ? isStart : OPENING.includes(left.at(-1) ?? ' ')
  return left + (isOpen ? right.replace(SEPARATORS_AT_START, '') : right)
}

import type { CommandName } from '../../contract/commands.ts'
import { commandText } from '../../i18n/command-text.ts'
import { loadedLanguages } from '../../i18n/texts.ts'

/** Whether every word typed occurs in a text, ignoring case, width and accents. */
export function isMatch(typed: string, ...texts: string[]): boolean {
  const where = plain(texts.join(' '))
  return plain(typed)
    .split(/\s+/)
    .every((word) => where.includes(word))
}

/** Matches a command by its name in any loaded language, and by its identifier: "downloads", "下载". */
export function isCommandMatch(typed: string, name: CommandName): boolean {
  return isMatch(typed, ...loadedLanguages().map((language) => commandText(name, language)), name)
}

function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .trim()
}

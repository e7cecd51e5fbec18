import type { CommandName } from '../../contract/commands.ts'
import { commandText } from '../../i18n/command-text.ts'
import { loadedLanguages } from '../../i18n/texts.ts'

/** Every word typed is somewhere in a text; letters of any case, width or accent. */
export function isMatch(typed: string, ...texts: string[]): boolean {
  const where = plain(texts.join(' '))
  return plain(typed)
    .split(/\s+/)
    .every((word) => where.includes(word))
}

/** A command is found by what it is called in any language that is loaded, and by its name: "downloads", "下载". */
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

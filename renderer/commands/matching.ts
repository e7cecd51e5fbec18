import { type CommandName, commandOf } from '../../contract/commands.ts'

/** Every word typed is somewhere in a text; letters of any case, width or accent. */
export function isMatch(typed: string, ...texts: string[]): boolean {
  const where = plain(texts.join(' '))
  return plain(typed)
    .split(/\s+/)
    .every((word) => where.includes(word))
}

/** A command is found by its words in either language, and by its name: "downloads", "下载". */
export function isCommandMatch(typed: string, name: CommandName): boolean {
  return isMatch(typed, ...Object.values(commandOf(name).text), name)
}

function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .trim()
}

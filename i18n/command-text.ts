import { type CommandName, languageOfCommand, type NamedCommand } from '../contract/commands.ts'
import { entryOf, type Language } from './languages.ts'
import { textOf } from './texts.ts'

/**
 * The name of a command. A command that selects another language is named in that language, followed by its
 * name in the current one: "语言：简体中文 (Chinese)".
 */
export function commandText(name: CommandName, language: Language): string {
  const chosen = languageOfCommand(name)
  if (chosen === null) return textOf(language)(`commandNames.${name as NamedCommand}`)
  const { command } = entryOf(chosen)
  if (chosen === language) return command
  const [ofChosen = chosen] = chosen.split('-')
  return `${command} (${new Intl.DisplayNames(language, { type: 'language' }).of(ofChosen)})`
}

import type { CommanderError } from 'commander'
import { fill, type Text } from '../i18n/texts.ts'
import type { UsageProblem } from './usage-error.ts'

/**
 * commander writes its sentences in English only, with the values inside (lib/command.js). Each is recognized by its
 * code, taken apart, and written again in the language of the terminal.
 */
const SENTENCES: Readonly<Record<string, readonly { problem: UsageProblem; pattern: RegExp }[]>> = {
  'commander.unknownCommand': [
    { problem: 'unknownCommand', pattern: /^error: unknown command '(?<command>.*?)'(?:\n|$)/s },
  ],
  'commander.unknownOption': [
    { problem: 'unknownOption', pattern: /^error: unknown option '(?<option>.*?)'(?:\n|$)/s },
  ],
  'commander.missingArgument': [
    { problem: 'missingArgument', pattern: /^error: missing required argument '(?<argument>.*)'$/s },
  ],
  'commander.optionMissingArgument': [
    { problem: 'missingValue', pattern: /^error: option '(?<option>.*)' argument missing$/s },
  ],
  'commander.missingMandatoryOptionValue': [
    { problem: 'missingOption', pattern: /^error: required option '(?<option>.*)' not specified$/s },
  ],
  'commander.excessArguments': [
    {
      problem: 'tooManyArguments',
      pattern: /Expected (?<expected>\d+) arguments? but got (?<received>\d+)\.$/,
    },
  ],
  'commander.invalidArgument': [
    {
      problem: 'wrongValue',
      pattern: /^error: option '(?<option>.*?)' argument '(?<value>.*)' is invalid\. (?<reason>.*)$/s,
    },
    {
      problem: 'wrongArgument',
      pattern:
        /^error: command-argument value '(?<value>.*)' is invalid for argument '(?<argument>.*?)'\. (?<reason>.*)$/s,
    },
  ],
}
const SUGGESTION = /\n\(Did you mean (?:one of )?(?<names>.*)\?\)$/

/** A sentence of commander in the language of `t`; as it is when commander has changed it. */
export function commanderText({ code, message }: Pick<CommanderError, 'code' | 'message'>, t: Text): string {
  if (code === 'commander.help') return t('terminal.usage.noCommand')
  for (const { problem, pattern } of SENTENCES[code] ?? []) {
    const values = pattern.exec(message)?.groups
    if (values === undefined) continue
    const names = SUGGESTION.exec(message)?.groups?.['names']
    const suggestion = names === undefined ? '' : `\n${t('terminal.usage.didYouMean', { names })}`
    return inLanguage(fill(t, `terminal.usage.${problem}`, values), t) + suggestion
  }
  return message
}

const PLACEHOLDER = /(?<=<)[\w-]+(?=(?:\.\.\.)?>)|(?<=\[)(?:options|command)(?=\])/g
/** Flags and arguments with their placeholders in the language of `t`: `--from <日期>`, `[选项]`. */
export function inLanguage(flags: string, t: Text): string {
  const names: Readonly<Record<string, string>> = t('terminalHelp.placeholders', { returnObjects: true })
  return flags.replace(PLACEHOLDER, (name) => (Object.hasOwn(names, name) ? (names[name] ?? name) : name))
}

import { CommanderError } from 'commander'
import type { Language } from '../i18n/languages.ts'
import { textOf } from '../i18n/texts.ts'
import { commanderText } from './commander-text.ts'
import type { WantedCertificate } from '../main/network/trusted-certificates.ts'
import { createProgram } from './program.ts'
import { withSharedOptionsLast } from './shared-options.ts'
import type { Task } from './task.ts'

export interface Asked {
  task: Task
  isVerbose: boolean
  /** The certificates of --trust. */
  trusted: WantedCertificate[]
}

/**
 * Nothing to run: the arguments were wrong, or help was requested (then `isHelp`, and it is already printed).
 */
export interface NoTask {
  task: null
  isHelp: boolean
  /** What is wrong with the arguments; '' for help. */
  message: string
}

/** `help recordings download` as `recordings download --help`: commander reads one name after `help`. */
function withHelpOption(argv: string[]): string[] {
  const [first, ...names] = argv
  return first === 'help' && names.length > 1 ? [...names, '--help'] : argv
}

/**
 * Parses `argv` (without node and script). Prints help to stdout and nothing else, in a language whose texts have been
 * loaded.
 */
export async function readCommandLine(argv: string[], language: Language): Promise<Asked | NoTask> {
  const asked: { task: Task | null } = { task: null }
  const trusted: WantedCertificate[] = []
  const program = createProgram(language, (task) => void (asked.task = task), trusted)
  try {
    await program.parseAsync(withHelpOption(withSharedOptionsLast(argv)), { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    const isHelp = error.exitCode === 0
    if (isHelp) return { task: null, isHelp, message: '' }
    const t = textOf(language)
    const isBeforeCommand = error.code === 'commander.unknownOption' && argv[0]?.startsWith('-') === true
    const hint = isBeforeCommand ? `\n${t('terminal.usage.optionsLast')}` : ''
    return { task: null, isHelp, message: commanderText(error, t) + hint }
  }
  const { task } = asked
  return task === null
    ? { task, isHelp: false, message: textOf(language)('terminal.usage.noCommand') }
    : { task, isVerbose: argv.includes('--verbose'), trusted }
}

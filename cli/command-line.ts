import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { version } from '../package.json' with { type: 'json' }
import { MEETING_SOURCES } from '../contract/meeting-sources.ts'
import { DEFAULT_LANGUAGE } from '../i18n/languages.ts'
import { PARALLEL_FILES } from '../contract/settings-bounds.ts'
import type { TransferLimits } from '../main/ports.ts'
import type { DownloadOptions } from './commands/download.ts'
import type { MeetingOptions } from './commands/meetings.ts'
import type { ListOptions } from './commands/recordings.ts'

/** A command with its options, as parsed from the command line. */
export type Task =
  | { name: 'recordings list'; options: ListOptions }
  | { name: 'recordings show'; confUUID: string }
  | {
      name: 'recordings download'
      confUUIDs: string[]
      options: DownloadOptions
      limits: Partial<TransferLimits>
      /** null: the default name template. */
      nameTemplate: string | null
    }
  | { name: 'minutes list'; search: string }
  | { name: 'minutes read'; files: string[] }
  | { name: 'minutes save'; source: string; dryRun: boolean }
  | { name: 'programs list'; options: { search?: string } }
  | { name: 'programs show'; id: string }
  | { name: 'meetings list'; options: MeetingOptions }
  | { name: 'library verify'; dir: string }
  | { name: 'doctor'; to: string | null }
  | { name: 'demo' }
  | { name: 'demo --serve'; port: number }

export interface Asked {
  task: Task
  isVerbose: boolean
}

/**
 * Nothing to run: the arguments were wrong, or help was requested (then `isHelp`, and it is already printed).
 */
export interface NoTask {
  task: null
  isHelp: boolean
  /** One line to show; '' for help. */
  message: string
}

const ENVIRONMENT = `
Environment:
  MEETKEEP_SITE          mainland (default), international, or an https:// address
  MEETKEEP_APP_ID        sign in by App ID, with MEETKEEP_APP_KEY
                         (and MEETKEEP_USER_ID, MEETKEEP_CORP_ID as needed)
  MEETKEEP_ACCOUNT       sign in by account, with MEETKEEP_PASSWORD
  MEETKEEP_ACCESS_TOKEN  an access token made elsewhere
  MEETKEEP_MEETINGS_URL  address of a ProCONF application server
                         (and MEETKEEP_MEETINGS_AUTHORIZATION, its Authorization header)
  MEETKEEP_HOME          state folder (default ~/.meetkeep)
  MEETKEEP_CA_FILE       PEM file with further certificate authorities
  HTTPS_PROXY, ALL_PROXY, NO_PROXY   as everywhere; http://, https:// and socks5://

Exit status:
  0 all done, 1 something failed, 2 wrong usage, 3 sign-in needed or refused, 130 interrupted`

/** Parses `argv` (without node and script). Prints help to stdout and nothing else. */
export async function readCommandLine(argv: string[]): Promise<Asked | NoTask> {
  const asked: { task: Task | null; message: string } = { task: null, message: '' }
  const ask = (task: Task): void => void (asked.task = task)
  const program = new Command('meetkeep')
    .description('Keeps what your Huawei Cloud Meeting meetings leave behind: recordings, minutes, programs.')
    .version(version)
    .addHelpText('after', ENVIRONMENT)
    .exitOverride()
    .configureOutput({ outputError: (text) => (asked.message = text.trim()) })
  /** Creates a command with the options every command has; subcommands inherit the parent's settings. */
  const command = (parent: Command, name: string, text: string) =>
    parent
      .command(name)
      .description(text)
      .option('--json', 'print JSON')
      .option('--verbose', 'print what happens inside, on stderr')

  const recordings = program.command('recordings').description('recordings of meetings')
  const nameOption = new Option(
    '--name <template>',
    'what files are called, e.g. "{date} {topic} {type} {part} {id8}"',
  )
  const rateOption = new Option(
    '--limit-rate <rate>',
    'bytes a second for all files together, e.g. 500K or 2M',
  )
  // commander parses values synchronously, so these two parsers are loaded once the command is known.
  recordings.hook('preSubcommand', async (_recordings, { options }) => {
    if (!options.includes(nameOption)) return
    const [{ readRate, readTemplate }, { loadTexts }] = await Promise.all([
      import('./download-values.ts'),
      import('../i18n/texts.ts'),
    ])
    // Problems with a value are reported in English, like every other text of the command line.
    await loadTexts(DEFAULT_LANGUAGE)
    nameOption.argParser(readTemplate)
    rateOption.argParser(readRate)
  })
  command(recordings, 'list', 'list the recordings of a time')
    .requiredOption('--from <date>', 'first day (2026-11-01) or moment (2026-11-01T09:00), local time')
    .requiredOption('--to <date>', 'last day, included, or moment')
    .option('--search <text>', 'topic, scheduler or meeting ID')
    .option('--all', 'of all users (administrators)')
    .action((options: ListOptions) => ask({ name: 'recordings list', options }))
  command(recordings, 'show', 'details and files of a recording')
    .argument('<uuid>')
    .action((confUUID: string) => ask({ name: 'recordings show', confUUID }))
  command(recordings, 'download', 'download the files of recordings; the same command again goes on')
    .argument('<uuid...>')
    .requiredOption('--to <folder>', 'where to save; made when missing', folder)
    .option('--types <list>', 'file types with commas between: hd,sd,aux,audio (default: all)', typesOf, [])
    .addOption(nameOption)
    .addOption(rateOption)
    .option('--parallel <n>', `files at once (default: ${PARALLEL_FILES.usual})`, count(1, 32))
    .option('--max-retries <n>', 'attempts in a row without a new byte', count(0, 1000))
    .option('--retry-wait <seconds>', 'first wait after a failed attempt; doubles', seconds(0, 3600))
    .option('--stall-timeout <seconds>', 'longest time without a byte', seconds(0.1, 3600))
    .action((confUUIDs: string[], { to, types, name, ...rest }: DownloadOptions & LimitOptions) => {
      const nameTemplate = name ?? null
      const limits = limitsOf(rest)
      ask({ name: 'recordings download', confUUIDs, options: { to, types }, limits, nameTemplate })
    })

  const minutes = program.command('minutes').description('meeting minutes behind QR codes')
  command(minutes, 'list', 'list the minutes in your personal space')
    .option('--search <text>', 'part of the topic')
    .action(({ search = '' }: { search?: string }) => ask({ name: 'minutes list', search }))
  command(minutes, 'read', 'print what the codes in pictures hold; sends nothing')
    .argument('<image...>')
    .action((files: string[]) => ask({ name: 'minutes read', files }))
  command(minutes, 'save', 'save minutes to your personal space')
    .argument('<link-or-image>')
    .option('--dry-run', 'only print what would be sent, and to whose space')
    .action((source: string, { dryRun = false }: { dryRun?: boolean }) => {
      ask({ name: 'minutes save', source, dryRun })
    })

  const programs = program.command('programs').description('programs of meeting-room screens')
  command(programs, 'list', 'list them, last changed first')
    .option('--search <text>', 'part of a name, or of who changed it last')
    .action((options: { search?: string }) => ask({ name: 'programs list', options }))
  command(programs, 'show', 'details of a program')
    .argument('<id>')
    .action((id: string) => ask({ name: 'programs show', id }))

  const meetings = program
    .command('meetings')
    .description('ended meetings, of the cloud and of a ProCONF application server')
  command(meetings, 'list', 'list them, newest first')
    .addOption(
      new Option('--source <name>', 'only this one (default: every one there is)').choices(MEETING_SOURCES),
    )
    .option('--from <date>', 'first day or moment, local time (default: 30 days back; server: all)')
    .option('--to <date>', 'last day, included, or moment (default: now)')
    .option('--all', 'of all users (administrators; cloud alone)')
    .action((options: MeetingOptions) => ask({ name: 'meetings list', options }))

  const library = program.command('library').description('what has been saved')
  command(library, 'verify', 'read saved recordings again: are they still what was saved?')
    .argument('<dir>', '', folder)
    .action((dir: string) => ask({ name: 'library verify', dir }))

  command(program, 'doctor', 'test the way to the service, the sign-in and the place to save')
    .option('--to <folder>', 'where you save (default: this folder)', folder)
    .action(({ to = null }: { to?: string | null }) => ask({ name: 'doctor', to }))

  command(program, 'demo', 'run the main job against an embedded service with sample meetings')
    .option('--serve', 'only start the service, and print how to reach it')
    .option('--port <n>', 'its port (default: any free one)', count(0, 65_535))
    .action(({ serve, port }: { serve?: boolean; port?: number }, self: Command) => {
      if (port !== undefined && serve !== true) self.error('error: --port goes with --serve')
      ask(serve === true ? { name: 'demo --serve', port: port ?? 0 } : { name: 'demo' })
    })

  try {
    await program.parseAsync(argv, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    const isHelp = error.exitCode === 0
    return { task: null, isHelp, message: isHelp ? '' : asked.message || HELP_HINT }
  }
  const { task } = asked
  return task === null
    ? { task, isHelp: false, message: HELP_HINT }
    : { task, isVerbose: argv.includes('--verbose') }
}

const HELP_HINT = 'error: say what to do: `meetkeep --help` lists the commands'

interface LimitOptions {
  name?: string
  limitRate?: number
  parallel?: number
  maxRetries?: number
  retryWait?: number
  stallTimeout?: number
}

function limitsOf({
  parallel,
  maxRetries,
  retryWait,
  stallTimeout,
  limitRate,
}: LimitOptions): Partial<TransferLimits> {
  return {
    ...(limitRate !== undefined && { bytesPerSecond: limitRate }),
    ...(parallel !== undefined && { parallelFiles: parallel }),
    ...(maxRetries !== undefined && { maxRetries }),
    ...(retryWait !== undefined && { retryWaitMs: Math.round(retryWait * 1000) }),
    ...(stallTimeout !== undefined && { stallTimeoutMs: Math.round(stallTimeout * 1000) }),
  }
}

/** Rejects an empty text: it is an unset variable, and must not mean the current directory. */
function folder(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('Name a folder.')
  return text
}

function typesOf(text: string): string[] {
  const types = text.split(',').map((type) => type.trim())
  if (types.some((type) => !/^\w{1,40}$/.test(type)))
    throw new InvalidArgumentError('Use names with commas between.')
  return types
}

function count(min: number, max: number): (text: string) => number {
  return (text) => {
    if (!/^\d{1,9}$/.test(text) || Number(text) < min || Number(text) > max)
      throw new InvalidArgumentError(`Use a whole number from ${min} to ${max}.`)
    return Number(text)
  }
}

function seconds(min: number, max: number): (text: string) => number {
  return (text) => {
    if (!/^\d{1,9}(\.\d{1,3})?$/.test(text) || Number(text) < min || Number(text) > max)
      throw new InvalidArgumentError(`Use seconds from ${min} to ${max}.`)
    return Number(text)
  }
}

import { Command, Option } from 'commander'
import { version } from '../package.json' with { type: 'json' }
import { MEETING_SOURCES } from '../contract/meeting-sources.ts'
import { PARALLEL_FILES } from '../contract/settings-bounds.ts'
import type { Language } from '../i18n/languages.ts'
import { textOf } from '../i18n/texts.ts'
import type { TransferLimits } from '../main/interfaces.ts'
import type { RuleOptions } from './archive-rule.ts'
import type { DownloadOptions } from './commands/download.ts'
import type { MeetingOptions } from './commands/meetings.ts'
import type { ListOptions } from './commands/recordings.ts'
import { environmentHelp, helpIn } from './help.ts'
import { valueParsers } from './option-values.ts'
import type { WantedCertificate } from '../main/network/trusted-certificates.ts'
import type { ArchiveOptions, Task } from './task.ts'
import type { Schedule } from '../main/archive/schedule.ts'

const EVERY_MS = 6 * 3_600_000

/**
 * The commands, arguments and options of the program; `ask` receives what a command line asks for. The certificates of
 * --trust are appended to `trusted`.
 */
export function createProgram(
  language: Language,
  ask: (task: Task) => void,
  trusted: WantedCertificate[],
): Command {
  const t = textOf(language)
  const {
    folder,
    id,
    ids,
    texts,
    time,
    span,
    times,
    address,
    report,
    typesOf,
    count,
    seconds,
    oneOf,
    trust,
  } = valueParsers(t)
  const program = new Command('meetkeep')
    .description(t('terminalHelp.program'))
    .version(version, '-V, --version', t('terminalHelp.version'))
    .helpOption('-h, --help', t('terminalHelp.help'))
    .helpCommand('help [command]', t('terminalHelp.helpOfCommand'))
    .configureHelp(helpIn(t))
    .exitOverride()
    // The caller reports errors.
    .configureOutput({ outputError: () => {} })
  program.addHelpText('after', () => environmentHelp(program, t))
  /** Creates a command with the options every command has; subcommands inherit the parent's settings. */
  const command = (parent: Command, name: string, text: string) =>
    parent
      .command(name)
      .description(text)
      .option('--json', t('terminalHelp.json'))
      .option('--verbose', t('terminalHelp.verbose'))
  /** A command that connects to servers. */
  const connecting = (parent: Command, name: string, text: string) =>
    command(parent, name, text).option('--trust <certificate>', t('terminalHelp.trust'), (one: string) =>
      trusted.push(trust(one)),
    )

  const recordings = program.command('recordings').description(t('terminalHelp.recordings.description'))
  const nameOption = new Option('--name <template>', t('terminalHelp.recordings.downloadName'))
  const rateOption = new Option('--limit-rate <rate>', t('terminalHelp.recordings.downloadRate'))
  // commander parses values synchronously, so these two parsers are loaded once the command is known.
  const loadParsers = async (_parent: Command, { options }: Command): Promise<void> => {
    if (!options.includes(nameOption)) return
    const { readRate, readTemplate } = await import('./download-values.ts')
    nameOption.argParser((text: string) => readTemplate(text, language))
    rateOption.argParser((text: string) => readRate(text, language))
  }
  recordings.hook('preSubcommand', loadParsers)
  connecting(recordings, 'list', t('terminalHelp.recordings.list'))
    .requiredOption('--from <date>', t('terminalHelp.recordings.listFrom'))
    .requiredOption('--to <date>', t('terminalHelp.recordings.listTo'))
    .option('--search <text>', t('terminalHelp.recordings.listSearch'))
    .option('--all', t('terminalHelp.recordings.listAll'))
    .action((options: ListOptions) => ask({ name: 'recordings list', options }))
  connecting(recordings, 'show', t('terminalHelp.recordings.show'))
    .argument('<uuid>', '', id)
    .option('--playback-link', t('terminalHelp.recordings.showLink'))
    .action((confUUID: string, { playbackLink = false }: { playbackLink?: boolean }) =>
      ask({ name: 'recordings show', confUUID, isLinkWhole: playbackLink }),
    )
  connecting(recordings, 'open', t('terminalHelp.recordings.open'))
    .argument('<uuid>', '', id)
    .action((confUUID: string) => ask({ name: 'recordings open', confUUID }))
  const usual = String(PARALLEL_FILES.usual)
  /** A command that fetches files of recordings. */
  const fetching = (self: Command): Command =>
    self
      .option('--types <list>', t('terminalHelp.recordings.downloadTypes'), typesOf)
      .addOption(nameOption)
      .addOption(rateOption)
      .option('--parallel <n>', t('terminalHelp.recordings.downloadParallel', { usual }), count(1, 32))
      .option('--max-retries <n>', t('terminalHelp.recordings.downloadRetries'), count(0, 1000))
      .option('--retry-wait <seconds>', t('terminalHelp.recordings.downloadWait'), seconds(0, 3600))
      .option('--stall-timeout <seconds>', t('terminalHelp.recordings.downloadStall'), seconds(0.1, 3600))
      .option('--wait <time>', t('terminalHelp.recordings.downloadPreparation'), time)
  fetching(
    connecting(recordings, 'download', t('terminalHelp.recordings.download'))
      .argument('<uuid...>', t('terminalHelp.recordings.downloadIds'), ids)
      .requiredOption('--to <folder>', t('terminalHelp.recordings.downloadTo'), folder),
  ).action((confUUIDs: string[], { to, types = [], name, wait = 0, ...rest }: DownloadArguments) => {
    const nameTemplate = name ?? null
    const limits = limitsOf(rest)
    const options = { to, types, waitMs: wait }
    ask({ name: 'recordings download', confUUIDs, options, limits, nameTemplate })
  })

  const minutes = program.command('minutes').description(t('terminalHelp.minutes.description'))
  connecting(minutes, 'list', t('terminalHelp.minutes.list'))
    .option('--search <text>', t('terminalHelp.minutes.listSearch'))
    .action(({ search = '' }: { search?: string }) => ask({ name: 'minutes list', search }))
  command(minutes, 'read', t('terminalHelp.minutes.read'))
    .argument('<image...>')
    .action((files: string[]) => ask({ name: 'minutes read', files }))
  connecting(minutes, 'save', t('terminalHelp.minutes.save'))
    .argument('<link-or-image>')
    .option('--dry-run', t('terminalHelp.minutes.saveDryRun'))
    .action((source: string, { dryRun = false }: { dryRun?: boolean }) => {
      ask({ name: 'minutes save', source, dryRun })
    })

  const programs = program.command('programs').description(t('terminalHelp.programs.description'))
  connecting(programs, 'list', t('terminalHelp.programs.list'))
    .option('--search <text>', t('terminalHelp.programs.listSearch'))
    .action((options: { search?: string }) => ask({ name: 'programs list', options }))
  connecting(programs, 'show', t('terminalHelp.programs.show'))
    .argument('<id>', '', id)
    .action((programId: string) => ask({ name: 'programs show', id: programId }))

  const meetings = program.command('meetings').description(t('terminalHelp.meetings.description'))
  const choices = MEETING_SOURCES.join(', ')
  connecting(meetings, 'list', t('terminalHelp.meetings.list'))
    .option('--source <name>', t('terminalHelp.meetings.listSource', { choices }), oneOf(MEETING_SOURCES))
    .option('--from <date>', t('terminalHelp.meetings.listFrom'))
    .option('--to <date>', t('terminalHelp.meetings.listTo'))
    .option('--all', t('terminalHelp.meetings.listAll'))
    .action((options: MeetingOptions) => ask({ name: 'meetings list', options }))

  const archive = program.command('archive').description(t('terminalHelp.archive.description'))
  archive.hook('preSubcommand', loadParsers)
  /** A command that runs passes. */
  const passing = (name: string, text: string): Command =>
    fetching(
      connecting(archive, name, text)
        .requiredOption('--to <folder>', t('terminalHelp.archive.runTo'), folder)
        .option('--since <date>', t('terminalHelp.archive.runSince'))
        .option('--until <date>', t('terminalHelp.archive.runUntil'))
        .option('--all', t('terminalHelp.recordings.listAll'))
        .option('--search <text>', t('terminalHelp.recordings.listSearch'))
        .option('--exclude <text>', t('terminalHelp.archive.runExclude'), texts)
        .option('--min-length <time>', t('terminalHelp.archive.runMinLength'), time)
        .option('--look-back <time>', t('terminalHelp.archive.runLookBack'), time)
        .option('--rule <file>', t('terminalHelp.archive.runRule'))
        .option('--report <file>', t('terminalHelp.archive.runReport'), report),
    )
  passing('run', t('terminalHelp.archive.run'))
    .option('--dry-run', t('terminalHelp.archive.runDryRun'))
    .action((args: ArchiveArguments) =>
      ask({ name: 'archive run', options: archiveOptionsOf(args), limits: limitsOf(args) }),
    )
  passing('watch', t('terminalHelp.archive.watch'))
    .option('--every <time>', t('terminalHelp.archive.watchEvery'), span)
    .option('--at <time>', t('terminalHelp.archive.watchAt'), times)
    .option('--events <port>', t('terminalHelp.archive.watchEvents'), address)
    .action((args: WatchArguments, self: Command) => {
      const { every, at = [], events = null } = args
      if (every !== undefined && at.length > 0) self.error(t('terminal.usage.twoSchedules'))
      const schedule: Schedule =
        at.length > 0 ? { kind: 'at', times: at, zone: null } : { kind: 'every', ms: every ?? EVERY_MS }
      ask({
        name: 'archive watch',
        options: archiveOptionsOf(args),
        schedule,
        events,
        limits: limitsOf(args),
      })
    })
  command(archive, 'status', t('terminalHelp.archive.status'))
    .argument('<folder>', '', folder)
    .action((dir: string) => ask({ name: 'archive status', dir }))

  const library = program.command('library').description(t('terminalHelp.library.description'))
  command(library, 'adopt', t('terminalHelp.library.adopt'))
    .argument('<folder>', '', folder)
    .action((dir: string) => ask({ name: 'library adopt', dir }))
  command(library, 'list', t('terminalHelp.library.list'))
    .argument('<folder>', '', folder)
    .option('--search <text>', t('terminalHelp.library.listSearch'))
    .action((dir: string, { search = '' }: { search?: string }) => ask({ name: 'library list', dir, search }))
  command(library, 'verify', t('terminalHelp.library.verify'))
    .argument('<folder>', '', folder)
    .action((dir: string) => ask({ name: 'library verify', dir }))

  connecting(program, 'doctor', t('terminalHelp.doctor'))
    .option('--to <folder>', t('terminalHelp.doctorTo'), folder)
    .action(({ to = null }: { to?: string | null }) => ask({ name: 'doctor', to }))

  command(program, 'demo', t('terminalHelp.demo'))
    .option('--serve', t('terminalHelp.demoServe'))
    .option('--port <n>', t('terminalHelp.demoPort'), count(0, 65_535))
    .action(({ serve, port }: { serve?: boolean; port?: number }, self: Command) => {
      if (port !== undefined && serve !== true) self.error(t('terminal.usage.portWithoutServe'))
      ask(serve === true ? { name: 'demo --serve', port: port ?? 0 } : { name: 'demo' })
    })
  return program
}

type DownloadArguments = Omit<DownloadOptions, 'types' | 'waitMs'> & {
  types?: string[]
  name?: string
  wait?: number
} & LimitOptions

type ArchiveArguments = RuleOptions &
  LimitOptions & { to: string; rule?: string; report?: string; dryRun?: boolean }

function archiveOptionsOf({ to, rule, report, dryRun, ...rest }: ArchiveArguments): ArchiveOptions {
  return { to, rule: rest, ruleFile: rule ?? null, report: report ?? null, isDryRun: dryRun ?? false }
}

type WatchArguments = ArchiveArguments & {
  every?: number
  at?: string[]
  events?: { host: string; port: number }
}

interface LimitOptions {
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

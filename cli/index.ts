import { type ErrorCode, toFailure } from '../contract/errors.ts'
import { version } from '../package.json' with { type: 'json' }
import type { Asked } from './command-line.ts'
import type { PassResult } from './commands/archive-run.ts'
import type { Environment } from './environment.ts'
import { readEnvironment } from './environment.ts'
import { killIfSilent } from './end-process.ts'
import { EXIT, exitStatusOf, statusOfStop } from './exit-status.ts'
import type { Opened } from './open-services.ts'
import type { Output } from './output.ts'
import { createOutput, watchStreams } from './output.ts'
import { takeHangUp, watchSignals } from './stop-signals.ts'
import type { Task } from './task.ts'
import type { TransferLimits } from '../main/interfaces.ts'
import { UsageError } from './usage-error.ts'

/**
 * Runs one command and loads only its modules, because module loading dominates a short command's time.
 * Resolves to the exit status; never rejects.
 */
async function main(argv: string[], interrupted: AbortSignal): Promise<number> {
  if (isVersionAsked(argv)) {
    process.stdout.write(`${version}\n`)
    return EXIT.done
  }
  const environment = readEnvironment(process.env)
  const { language } = environment
  const output = createOutput(argv.includes('--json'), language)
  const { loadTexts } = await import('../i18n/texts.ts')
  await loadTexts(language)
  try {
    const { readCommandLine } = await import('./command-line.ts')
    const asked = await readCommandLine(argv, language)
    if (asked.task !== null) return await run(asked, environment, output, interrupted)
    if (asked.isHelp) return EXIT.done
    return refuseUsage(output, asked.message)
  } catch (error) {
    if (error instanceof UsageError) {
      const { usageText } = await import('./usage-text.ts')
      return refuseUsage(output, usageText(error, language), error.failure?.code)
    }
    const failure = toFailure(error)
    const { errorRow, failureLines } = await import('./failure-text.ts')
    output.json({ error: errorRow(failure, language) })
    output.remark(failureLines(failure, language))
    return exitStatusOf([failure])
  }
}

/** Scripts ask for the version most often, and it needs no texts and no commander. */
function isVersionAsked([first, ...more]: string[]): boolean {
  return more.length === 0 && (first === '--version' || first === '-V')
}

async function run(
  asked: Asked,
  environment: Environment,
  output: Output,
  interrupted: AbortSignal,
): Promise<number> {
  const { task } = asked
  switch (task.name) {
    case 'minutes read':
      return await (await import('./commands/minutes.ts')).readMinutes(output, task.files)
    case 'library list':
      return await (await import('./commands/library.ts')).listLibrary(output, task, interrupted)
    case 'library verify':
      return await (
        await import('./commands/library.ts')
      ).verifyLibrary(output, task.dir, environment.home, interrupted)
    case 'archive status':
      return await (await import('./commands/archive-status.ts')).archiveStatus(output, task.dir, interrupted)
    case 'archive run':
      return await runPass(task, asked, environment, output, interrupted)
    case 'archive watch':
      return await runPasses(task, asked, environment, output, interrupted)
    case 'demo':
      return await (await import('./commands/demo.ts')).runDemo(output, environment, interrupted)
    case 'demo --serve':
      return await (await import('./commands/demo.ts')).serveDemo(output, task.port, interrupted)
    default:
      return await runWithServices(task, asked, environment, output, interrupted)
  }
}

type PassTask = Extract<Task, { name: 'archive run' }>
type WatchTask = Extract<Task, { name: 'archive watch' }>
type ServiceTask = Exclude<
  Task,
  | PassTask
  | WatchTask
  | { name: 'minutes read' | 'library list' | 'library verify' | 'archive status' | 'demo' | 'demo --serve' }
>

async function runWithServices(
  task: ServiceTask,
  asked: Asked,
  environment: Environment,
  output: Output,
  interrupted: AbortSignal,
): Promise<number> {
  // Only a download writes to the state folder or reads from it.
  const isDownload = task.name === 'recordings download'
  const usesState = isDownload || task.name === 'library adopt'
  const { limits, nameTemplate } = isDownload ? task : { limits: {}, nameTemplate: null }
  const options = { usesState, limits, nameTemplate }
  return await withServices(asked, environment, output, options, async (opened) => {
    const work = runSignedIn(task, opened, environment, output, interrupted)
    // These write, and shut down in order when interrupted; other commands are abandoned.
    return usesState ? await work : await Promise.race([work, whenAborted(interrupted)])
  })
}

async function runPass(
  { options, limits }: PassTask,
  asked: Asked,
  environment: Environment,
  output: Output,
  interrupted: AbortSignal,
): Promise<number> {
  const pass = await readPass({ options, limits }, asked, environment, output)
  return (await pass(interrupted)).status
}

/** Reads the rule of passes; each one opens the services for itself. Throws UsageError. */
async function readPass(
  { options, limits }: Pick<PassTask, 'options' | 'limits'>,
  asked: Asked,
  environment: Environment,
  output: Output,
): Promise<(interrupted: AbortSignal) => Promise<PassResult>> {
  const { preparePass } = await import('./commands/archive-run.ts')
  const { nameTemplate, run: pass } = await preparePass(options, environment.language)
  const opening = { usesState: true, limits, nameTemplate }
  return (interrupted) =>
    withServices(asked, environment, output, opening, (opened) => pass(opened, output, interrupted))
}

async function runPasses(
  { options, schedule, events, limits }: WatchTask,
  asked: Asked,
  environment: Environment,
  output: Output,
  interrupted: AbortSignal,
): Promise<number> {
  const { watchArchive } = await import('./commands/archive-watch.ts')
  const { makeSaveFolder } = await import('./make-save-folder.ts')
  const { resolve } = await import('node:path')
  const root = resolve(options.to)
  const key = events === null ? '' : await environment.eventsKey()
  if (events !== null && key === '') throw new UsageError('noEventsKey')
  const deps = {
    ...{ root, schedule, events: events === null ? null : { ...events, key } },
    prepare: async () => {
      // The first pass may be hours away.
      await environment.credentials()
      const opening = { usesState: true, limits, nameTemplate: null }
      await withServices(asked, environment, output, opening, ({ services }) =>
        makeSaveFolder(services.downloads, root),
      )
    },
    readRule: () => readPass({ options, limits }, asked, environment, output),
    onReread: (listener: () => void) => options.ruleFile !== null && takeHangUp(listener),
  }
  return await watchArchive(deps, output, interrupted)
}

/** Opens the services for one command, and closes them after it. */
async function withServices<T>(
  { isVerbose, trusted }: Asked,
  environment: Environment,
  output: Output,
  options: { usesState: boolean; limits: Partial<TransferLimits>; nameTemplate: string | null },
  work: (opened: Opened) => Promise<T>,
): Promise<T> {
  const { openServices } = await import('./open-services.ts')
  const opened = await openServices(environment, { ...options, isVerbose, trusted })
  const { printWaits } = await import('./notice-text.ts')
  printWaits(opened.services, output)
  try {
    return await work(opened)
  } finally {
    await opened.close()
  }
}

async function runSignedIn(
  task: ServiceTask,
  opened: Opened,
  environment: Environment,
  output: Output,
  interrupted: AbortSignal,
): Promise<number> {
  switch (task.name) {
    case 'recordings list':
      return await (await import('./commands/recordings.ts')).listRecordings(opened, output, task.options)
    case 'recordings show':
      return await (await import('./commands/recordings.ts')).showRecording(opened, output, task)
    case 'recordings open':
      return await (await import('./commands/recordings.ts')).openRecording(opened, output, task.confUUID)
    case 'recordings download': {
      const { downloadRecordings } = await import('./commands/download.ts')
      return await downloadRecordings(opened, output, task.confUUIDs, task.options, interrupted)
    }
    case 'library adopt':
      return await (await import('./commands/library.ts')).adoptLibrary(opened, output, task.dir, interrupted)
    case 'minutes list':
      return await (await import('./commands/minutes.ts')).listMinutes(opened, output, task.search)
    case 'minutes save': {
      const { saveMinutes } = await import('./commands/minutes.ts')
      const isSignInWanted = environment.hasCredentials
      return await saveMinutes(opened, output, task.source, { dryRun: task.dryRun, isSignInWanted })
    }
    case 'programs list':
      return await (await import('./commands/programs.ts')).listPrograms(opened, output, task.options)
    case 'programs show':
      return await (await import('./commands/programs.ts')).showProgram(opened, output, task.id)
    case 'doctor':
      return await (await import('./commands/doctor.ts')).runDoctor(opened, output, task.to)
    case 'meetings list': {
      const { listMeetings } = await import('./commands/meetings.ts')
      return await listMeetings(opened, output, task.options, environment)
    }
  }
}

function refuseUsage(output: Output, message: string, code: ErrorCode = 'BAD_INPUT'): number {
  output.remark(message)
  output.json({ error: { code, message, requestId: null } })
  return EXIT.usage
}

function whenAborted(signal: AbortSignal): Promise<number> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(statusOfStop(signal)), { once: true })
  })
}

/** Results were lost on their way to a file or a device: says which failure it was. */
async function tellLostOutput(cause: Error): Promise<void> {
  const { language } = readEnvironment(process.env)
  const [{ loadTexts }, { usageText }] = await Promise.all([
    import('../i18n/texts.ts'),
    import('./usage-text.ts'),
  ])
  await loadTexts(language)
  process.stderr.write(`${usageText(new UsageError('lostOutput', {}, { cause }), language)}\n`)
}

const stop = new AbortController()
watchSignals(stop)
const lostOutput = watchStreams(stop)
const status = await main(process.argv.slice(2), stop.signal)
// Failures of stdout arrive after the write that caused them.
await new Promise((resolve) => setImmediate(resolve))
const lost = lostOutput()
if (lost?.cause) await tellLostOutput(lost.cause)
process.exitCode = lost?.status ?? status
await killIfSilent(process.exitCode)

import { AppError, toFailure } from '../contract/errors.ts'
import type { Task } from './command-line.ts'
import { readCommandLine } from './command-line.ts'
import { runDemo, serveDemo } from './commands/demo.ts'
import { runDoctor } from './commands/doctor.ts'
import { downloadRecordings } from './commands/download.ts'
import { verifyLibrary } from './commands/library.ts'
import { listMeetings } from './commands/meetings.ts'
import { listMinutes, readMinutes, saveMinutes } from './commands/minutes.ts'
import { listPrograms, showProgram } from './commands/programs.ts'
import { listRecordings, showRecording } from './commands/recordings.ts'
import type { Environment } from './environment.ts'
import { readEnvironment } from './environment.ts'
import { EXIT, exitStatusOf } from './exit-status.ts'
import type { Opened } from './open-services.ts'
import { openServices } from './open-services.ts'
import type { Output } from './output.ts'
import { createOutput } from './output.ts'
import { UsageError } from './usage-error.ts'

/** Runs one command. Resolves to its exit status; never rejects. */
async function main(argv: string[]): Promise<number> {
  const environment = readEnvironment(process.env)
  const output = createOutput(argv.includes('--json'), environment.language)
  const interrupted = onInterrupt()
  try {
    const asked = readCommandLine(argv)
    if (asked.task !== null) return await run(asked.task, asked.isVerbose, environment, output, interrupted)
    if (asked.isHelp) return EXIT.done
    throw new UsageError(asked.message)
  } catch (error) {
    if (error instanceof UsageError) return refuseUsage(output, error)
    const failure = toFailure(error)
    output.failure(failure)
    return exitStatusOf(failure)
  }
}

async function run(
  task: Task,
  isVerbose: boolean,
  environment: Environment,
  output: Output,
  interrupted: AbortSignal,
): Promise<number> {
  if (task.name === 'minutes read') return await readMinutes(output, task.files)
  if (task.name === 'library verify') return await verifyLibrary(output, task.dir, interrupted)
  if (task.name === 'demo') return await runDemo(output, environment, interrupted)
  if (task.name === 'demo --serve') return await serveDemo(output, task.port, interrupted)
  const { limits, nameTemplate } =
    task.name === 'recordings download' ? task : { limits: {}, nameTemplate: null }
  const opened = await openServices(environment, { limits, nameTemplate, isVerbose })
  const isDownload = task.name === 'recordings download'
  try {
    const work = runSignedIn(task, opened, environment, output, interrupted)
    // A download ends by itself when it is interrupted, with everything in order; the others are left where they are.
    return isDownload ? await work : await Promise.race([work, whenAborted(interrupted)])
  } finally {
    await opened.close()
  }
}

type ServiceTask = Exclude<Task, { name: 'minutes read' | 'library verify' | 'demo' | 'demo --serve' }>

async function runSignedIn(
  task: ServiceTask,
  opened: Opened,
  environment: Environment,
  output: Output,
  interrupted: AbortSignal,
): Promise<number> {
  switch (task.name) {
    case 'recordings list':
      return await listRecordings(opened, output, task.options)
    case 'recordings show':
      return await showRecording(opened, output, task.confUUID)
    case 'recordings download':
      return await downloadRecordings(opened, output, task.confUUIDs, task.options, interrupted)
    case 'minutes list':
      return await listMinutes(opened, output, task.search)
    case 'minutes save':
      return await saveMinutes(opened, output, task.source, {
        dryRun: task.dryRun,
        isSignInWanted: environment.hasCredentials,
      })
    case 'programs list':
      return await listPrograms(opened, output, task.options)
    case 'programs show':
      return await showProgram(opened, output, task.id)
    case 'doctor':
      return await runDoctor(opened, output, task.to)
    case 'meetings list':
      return await listMeetings(opened, output, task.options, environment)
  }
}

function refuseUsage(output: Output, error: UsageError): number {
  output.remark(error.message)
  const cause = error.cause instanceof AppError ? error.cause.code : 'BAD_INPUT'
  output.json({ error: { code: cause, message: error.message, requestId: null } })
  return EXIT.usage
}

/** The first Ctrl+C (or SIGTERM) asks for an orderly end, the second one ends at once. */
function onInterrupt(): AbortSignal {
  const controller = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () =>
      controller.signal.aborted ? process.exit(EXIT.interrupted) : controller.abort(),
    )
  return controller.signal
}

function whenAborted(signal: AbortSignal): Promise<number> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(EXIT.interrupted), { once: true })
  })
}

// Whoever reads us may stop early (`| head`): that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.done)
  throw error
})

process.exitCode = await main(process.argv.slice(2))

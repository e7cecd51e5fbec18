import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import type { Outcome } from '../../main/transfer/job.ts'
import { createTransferHost } from '../../main/transfer/worker-host.ts'
import { peakMiB } from './download-process.ts'
import { engineResultSchema, type EngineResult, engineTaskSchema } from './download-run.ts'

// A separate process for each run, so that its CPU time and peak memory are those of the run. It contains the
// same as the app's main process does for a transfer: the real worker thread, driven through its real
// messages.

const WARM_UP = 'warm-up'

async function main(text: string): Promise<EngineResult> {
  const task = engineTaskSchema.parse(JSON.parse(text))
  const running = new Map<string, (outcome: Outcome) => void>()
  const log = { info: complain, warn: complain, error: complain }
  const transfers = createTransferHost(new URL(`./${task.worker}.js`, import.meta.url), {
    resolveRoutes: async () => [],
    onQuarantined: complain,
    onNotDurable: complain,
    onRefusedCertificate: () => complain('the certificate was refused'),
    log,
  })
  transfers.setHandlers({
    freshLink: async (id) => ({
      url: id === WARM_UP ? task.warmUp.url : task.url,
      headers: { Authorization: task.authorization },
    }),
    placesOf: async () => [],
    onProgress: () => undefined,
    onSetback: (_id, failure) => complain(failure.code),
    onEnded: (id, outcome) => running.get(id)?.(outcome),
  })
  transfers.configure(
    { extraCas: [readFileSync(task.caFile, 'utf8')], trusted: [] },
    {
      parallelFiles: task.files,
      maxRetries: 3,
      retryWaitMs: 1000,
      stallTimeoutMs: 30_000,
      bytesPerSecond: null,
    },
  )
  const fetched = async (id: string, { bytes, sha256 }: typeof task.warmUp): Promise<void> => {
    const ended = new Promise<Outcome>((resolve) => running.set(id, resolve))
    transfers.start(id, {
      identity: id,
      finalPath: join(task.folder, `${id}.mp4`),
      mustBeBoxes: true,
      needsExtension: false,
      expected: { kind: 'recording', bytes, sha256 },
    })
    const outcome = await ended
    if (outcome.kind !== 'saved')
      throw new Error(`the engine did not save a file: ${JSON.stringify(outcome)}`)
  }
  // The worker starts once in the app's lifetime, with its first transfer: its start is excluded from the
  // cost per GiB.
  await fetched(WARM_UP, task.warmUp)

  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const loop = performance.eventLoopUtilization()
  const cpu = process.cpuUsage()
  const startedAt = performance.now()
  await Promise.all(Array.from({ length: task.files }, (_, file) => fetched(`film-${file}`, task)))
  const wallMs = performance.now() - startedAt
  const { user, system } = process.cpuUsage(cpu)
  const { utilization } = performance.eventLoopUtilization(loop)
  delay.disable()
  await transfers.close()

  return engineResultSchema.parse({
    wallMs,
    cpuMs: (user + system) / 1000,
    peakMiB: peakMiB('self'),
    utilization,
    delayP99Ms: delay.percentile(99) / 1e6,
  })
}

/** A run with an error is not a valid measurement, but its cause should be visible. */
function complain(message: string): void {
  console.error(`engine: ${message}`)
}

console.log(JSON.stringify(await main(process.argv[2] ?? '')))

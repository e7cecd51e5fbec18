import { rm, stat } from 'node:fs/promises'
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { measured } from './download-process.ts'
import type { Film } from './download-server.ts'

const filmSchema = z.object({
  url: z.string(),
  bytes: z.number().int(),
  /** null if nothing is hashed. */
  sha256: z.string().nullable(),
})

/** The messages between the bench and the process that runs the engine; both as JSON. */
export const engineTaskSchema = filmSchema.extend({
  worker: z.enum(['transfer-worker', 'download-unhashed-worker']),
  /** A small one, fetched before measuring. */
  warmUp: filmSchema,
  authorization: z.string(),
  caFile: z.string(),
  folder: z.string(),
  files: z.number().int(),
})
export const engineResultSchema = z.object({
  wallMs: z.number(),
  cpuMs: z.number(),
  peakMiB: z.number(),
  /** Of the main thread: event loop utilization, and the 99th percentile of the delay of a 1 ms timer. */
  utilization: z.number(),
  delayP99Ms: z.number(),
})
export type EngineResult = z.infer<typeof engineResultSchema>
export type Cost = Pick<EngineResult, 'wallMs' | 'cpuMs' | 'peakMiB'>

/** A film as served to one of the measured programs. */
export interface Served {
  film: Film
  url: string
  warmUp: { film: Film; url: string }
  caFile: string
  /** Each run creates a folder in here and removes it afterwards. */
  folder: string
}

/** nginx ignores it; every tool sends one, as the service requires it. */
const AUTHORIZATION = 'Basic YmVuY2g6YmVuY2g='

type Command = (served: Served, out: { folder: string; name: string }) => string[]
export const PEERS: Record<string, Command> = {
  curl: ({ url, caFile }, { folder, name }) => [
    '-sSf',
    '--cacert',
    caFile,
    '-H',
    `Authorization: ${AUTHORIZATION}`,
    '-o',
    join(folder, name),
    url,
  ],
  wget: ({ url, caFile }, { folder, name }) => [
    '-q',
    `--ca-certificate=${caFile}`,
    `--header=Authorization: ${AUTHORIZATION}`,
    '-O',
    join(folder, name),
    url,
  ],
  aria2c: ({ url, caFile }, { folder, name }) => [
    ...['-q', '-x1', '--file-allocation=none', `--ca-certificate=${caFile}`],
    ...[`--header=Authorization: ${AUTHORIZATION}`, '-d', folder, '-o', name, url],
  ],
}

export async function runPeer(name: string, served: Served): Promise<Cost> {
  const args = PEERS[name]
  if (args === undefined) throw new Error(`no such peer: ${name}`)
  return await inNewFolder(served.folder, async (folder) => {
    const cost = await measured(name, args(served, { folder, name: 'film.mp4' }))
    const { size } = await stat(join(folder, 'film.mp4'))
    if (size !== served.film.bytes) throw new Error(`${name} wrote ${size} bytes`)
    return cost
  })
}

/** Downloads `files` copies of the film at once, into separate files. The engine verifies them by SHA-256. */
export async function runEngine(served: Served, files: number, isHashing: boolean): Promise<EngineResult> {
  const script = fileURLToPath(new URL('./download-engine.js', import.meta.url))
  return await inNewFolder(served.folder, async (folder) => {
    const fetchable = ({ film, url }: { film: Film; url: string }): z.infer<typeof filmSchema> => ({
      url,
      bytes: film.bytes,
      sha256: isHashing ? film.sha256 : null,
    })
    const task: z.infer<typeof engineTaskSchema> = {
      worker: isHashing ? 'transfer-worker' : 'download-unhashed-worker',
      ...fetchable(served),
      warmUp: fetchable(served.warmUp),
      authorization: AUTHORIZATION,
      caFile: served.caFile,
      folder,
      files,
    }
    const { stdout } = await measured(process.execPath, [script, JSON.stringify(task)])
    return engineResultSchema.parse(JSON.parse(stdout))
  })
}

async function inNewFolder<T>(parent: string, run: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(parent, 'run-'))
  try {
    return await run(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

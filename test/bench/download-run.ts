import { readdir, rm, stat } from 'node:fs/promises'
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { type Measured, measured } from './download-process.ts'
import type { Film } from './download-server.ts'
import { serveRecording } from './download-service.ts'

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

/** What a careful user does by hand: curl, and then the SHA-256 of the file. */
export async function runCurlAndHash(served: Served): Promise<Cost> {
  return await inNewFolder(served.folder, async (folder) => {
    const name = 'film.mp4'
    const fetched = await measured('curl', PEERS['curl']?.(served, { folder, name }) ?? [])
    const hashed = await measured('openssl', ['dgst', '-sha256', join(folder, name)])
    if (!hashed.stdout.includes(served.film.sha256)) throw new Error(`openssl printed ${hashed.stdout}`)
    return {
      wallMs: fetched.wallMs + hashed.wallMs,
      cpuMs: fetched.cpuMs + hashed.cpuMs,
      peakMiB: Math.max(fetched.peakMiB, hashed.peakMiB),
    }
  })
}

/** The whole command, from its start to its exit: sign-in, look-up, download, verification, description. */
export async function runCommand(served: Served): Promise<Cost> {
  const script = fileURLToPath(new URL('../cli/index.js', import.meta.url))
  const service = await serveRecording(served, AUTHORIZATION)
  try {
    return await inNewFolder(served.folder, async (folder): Promise<Measured> => {
      const to = join(folder, 'films')
      const args = ['recordings', 'download', 'film', '--to', to, '--json']
      const cost = await measured(process.execPath, [script, ...args], {
        ...process.env,
        MEETKEEP_SITE: service.url,
        MEETKEEP_ACCESS_TOKEN: service.accessToken,
        MEETKEEP_CA_FILE: served.caFile,
        MEETKEEP_HOME: join(folder, 'home'),
      })
      if (!cost.stdout.includes(served.film.sha256))
        throw new Error(`the command saved ${(await readdir(to)).join(', ')}: ${cost.stdout}`)
      return cost
    })
  } finally {
    service.close()
  }
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

import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { certificateMaker } from '../certificates.ts'
import { versionOf } from './download-process.ts'
import {
  type Cost,
  type EngineResult,
  PEERS,
  runCommand,
  runCurlAndHash,
  runEngine,
  runPeer,
  type Served,
} from './download-run.ts'
import { type FilmServer, serveFilms, writeFilm } from './download-server.ts'
import { median, type Round, streamTable, table } from './download-tables.ts'

// npm run bench:download [-- --rounds 5 --size 1024 --folder DIR]: the cost of the engine compared with curl
// and others, in Markdown. Linux only (it reads /proc); needs nginx, curl and openssl, and includes wget and
// aria2c if installed.

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    size: { type: 'string', default: '1024' },
    folder: { type: 'string', default: tmpdir() },
  },
})
const rounds = Number(values.rounds)
const BY_HAND = 'curl + openssl dgst -sha256'
const mib = Number(values.size)

async function main(): Promise<void> {
  const tools = [
    ['nginx', '-v'],
    ['curl', '-V'],
    ['wget', '-V'],
    ['aria2c', '-v'],
    ['openssl', 'version'],
  ] as const
  const versions = new Map(tools.map(([tool, flag]) => [tool, versionOf(tool, flag)]))
  const missing = (['nginx', 'curl', 'openssl'] as const).filter((tool) => versions.get(tool) === null)
  if (missing.length > 0 || process.platform !== 'linux') {
    console.error(`Nothing to measure with: ${['Linux', ...missing].join(', ')} needed`)
    process.exitCode = 2
    return
  }
  console.log(describeMachine([...versions.values()].filter((version) => version !== null)))

  const folder = mkdtempSync(join(values.folder, 'meetkeep-bench-'))
  const films = join(folder, 'films')
  mkdirSync(films)
  const certificates = certificateMaker()
  let server: FilmServer | null = null
  try {
    server = await serveFilms(folder, films, certificates)
    const { url } = server
    const small = await writeFilm(films, 1)
    const serve = async (size: number): Promise<Served> => {
      const film = await writeFilm(films, size)
      const warmUp = { film: small, url: url(small) }
      return { film, url: url(film), warmUp, caFile: certificates.caFile, folder }
    }
    const whole = await serve(mib)
    const peers = Object.keys(PEERS).filter((peer) => versions.get(peer as 'curl') !== null)
    const streams = await oneStream(whole, peers)
    console.log(streamTable(streams, mib, 'curl'))
    console.log(streamTable(streams, mib, BY_HAND, [BY_HAND, 'engine', 'command']))
    console.log(await severalFiles(await serve(mib / 2)))
    console.log(await sizes([await serve(mib / 4), whole, await serve(mib * 2)]))
  } finally {
    await server?.close()
    certificates.remove()
    rmSync(folder, { recursive: true })
  }
}

/**
 * Runs all of them in each round, so that other load affects all alike; each round starts with another one.
 */
async function oneStream(served: Served, peers: string[]): Promise<Round[]> {
  const runs: [name: string, run: () => Promise<Cost>][] = [
    ...peers.map((peer): [string, () => Promise<Cost>] => [peer, () => runPeer(peer, served)]),
    ['engine without SHA-256', () => runEngine(served, 1, false)],
    ['engine', () => runEngine(served, 1, true)],
    [BY_HAND, () => runCurlAndHash(served)],
    ['command', () => runCommand(served)],
  ]
  const done: Round[] = []
  for (let round = 0; round < rounds; round += 1) {
    const costs: Round = new Map()
    for (let turn = 0; turn < runs.length; turn += 1) {
      const [name, run] = runs[(round + turn) % runs.length] ?? runs[0] ?? []
      if (name === undefined || run === undefined) continue
      costs.set(name, await run())
      tellDone(`round ${round + 1} of ${rounds}: ${name}`)
    }
    done.push(costs)
  }
  return done
}

async function severalFiles(served: Served): Promise<string> {
  const rows: string[][] = []
  for (const files of [1, 3, 6]) {
    const results = await repeated(`${files} at once`, () => runEngine(served, files, true))
    rows.push([
      String(files),
      median(results.map((result) => result.utilization)).toFixed(3),
      median(results.map((result) => result.delayP99Ms)).toFixed(1),
      Math.max(...results.map((result) => result.delayP99Ms)).toFixed(1),
      median(results.map((result) => result.peakMiB)).toFixed(0),
    ])
  }
  const size = served.film.bytes / 2 ** 20
  return table(
    [`files of ${size} MiB at once`, 'main thread: utilisation', 'delay p99, ms', 'worst round', 'peak MiB'],
    rows,
  )
}

async function sizes(list: Served[]): Promise<string> {
  const rows: string[][] = []
  for (const served of list) {
    const size = served.film.bytes / 2 ** 20
    const results = await repeated(`${size} MiB`, () => runEngine(served, 1, true))
    rows.push([String(size), median(results.map((result) => result.peakMiB)).toFixed(0)])
  }
  return table(['size of the file, MiB', 'peak MiB'], rows)
}

async function repeated(name: string, run: () => Promise<EngineResult>): Promise<EngineResult[]> {
  const results: EngineResult[] = []
  for (let round = 0; round < Math.min(rounds, 3); round += 1) {
    results.push(await run())
    tellDone(`round ${round + 1}: ${name}`)
  }
  return results
}

/** The machine that was measured: the figures are meaningless without it. */
function describeMachine(versions: string[]): string {
  const [cpu] = cpus()
  const memory = (totalmem() / 2 ** 30).toFixed(0)
  return [
    `Meetkeep ${commit()}, ${cpus().length} cores of ${cpu?.model.trim() ?? 'an unknown processor'}, ${memory} GiB,`,
    `load before ${loadavg()[0]?.toFixed(1)}, Node ${process.versions.node}; ${versions.join('; ')}.\n`,
  ].join('\n')
}

function commit(): string {
  try {
    return execFileSync('git', ['describe', '--always', '--dirty'], { stdio: 'pipe' }).toString().trim()
  } catch {
    return 'of an unknown commit'
  }
}

function tellDone(what: string): void {
  console.error(`done: ${what}`)
}

await main()

import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { z } from 'zod'
import { readPicture } from '../../cli/read-picture.ts'
import { createDecoder } from '../../qr/decode.ts'

// npm run bench:qr -- DIR: correct results and time for each set of DIR/manifest.json. Built by Vite, so that
// it runs on a Node that cannot run TypeScript; times are for decoding only, without reading the files.

/** `texts` null: no code in the picture; several: all of them must be found, others are allowed. */
const manifestSchema = z.array(
  z.object({
    file: z.string(),
    set: z.string(),
    texts: z.union([z.null(), z.string(), z.array(z.string())]),
  }),
)

interface Result {
  set: string
  file: string
  isRight: boolean
  found: number
  ms: number
  /** CPU time: what `ms` would be on an otherwise idle machine. */
  cpuMs: number
}

async function main(folder: string, isVerbose: boolean): Promise<void> {
  const manifest = manifestSchema.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')))
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
  const { decode } = await createDecoder({ zxingWasm: new Uint8Array(await readFile(wasm)).buffer })
  const results: Result[] = []
  for (const { file, set, texts } of manifest) {
    const pixels = await readPicture(join(folder, file))
    const cpu = process.cpuUsage()
    const start = performance.now()
    const found = (await decode(pixels)).map((code) => code.text)
    const ms = performance.now() - start
    const { user, system } = process.cpuUsage(cpu)
    const cpuMs = (user + system) / 1000
    const wanted = texts === null ? [] : [texts].flat()
    const isRight = texts === null ? found.length === 0 : wanted.every((text) => found.includes(text))
    results.push({ set, file, isRight, found: found.length, ms, cpuMs })
  }
  for (const [set, rows] of groups(results)) console.log(line(set, rows))
  if (!isVerbose) return
  for (const { file, found, ms } of results.filter((result) => !result.isRight)) {
    console.log(`${found === 0 ? 'missed' : 'wrong '} ${file} (${ms.toFixed(0)} ms)`)
  }
}

/**
 * Each set by name, then all sets of a family (the name up to the first dash), negatives separately, then
 * all.
 */
function groups(results: Result[]): Map<string, Result[]> {
  const family = (set: string) =>
    /neg|false/.test(set) ? 'ALL without a code' : `ALL ${set.split('-')[0] ?? ''}*`
  const names = [...new Set(results.map(({ set }) => set))]
  return new Map([
    ...names.map((name) => [name, results.filter(({ set }) => set === name)] as const),
    ...[...new Set(names.map(family))].map(
      (name) => [name, results.filter(({ set }) => family(set) === name)] as const,
    ),
    ['ALL', results],
  ])
}

function line(name: string, rows: Result[]): string {
  const right = rows.filter((row) => row.isRight).length
  const rate = ((100 * right) / rows.length).toFixed(1).padStart(6)
  const times = (ms: number[]) => {
    const sorted = ms.toSorted((a, b) => a - b)
    const at = (share: number) =>
      (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(0).padStart(5)
    return `median ${at(0.5)}  p95 ${at(0.95)}  max ${at(1)}`
  }
  const wall = times(rows.map((row) => row.ms))
  const cpu = times(rows.map((row) => row.cpuMs))
  return `${name.padEnd(26)} ${String(right).padStart(4)}/${String(rows.length).padEnd(4)} ${rate} %  ms: ${wall}   cpu ms: ${cpu}`
}

const [folder, flag] = process.argv.slice(2)
if (folder === undefined) {
  console.error('usage: npm run bench:qr -- DIR [--misses]')
  process.exitCode = 2
} else {
  await main(folder, flag === '--misses')
}

import type { Readable } from 'node:stream'
import { UsageError } from './usage-error.ts'
import { size } from './text.ts'

/** Standard input, as an argument. */
const STDIN = '-'
/** Room for 250,000 IDs. */
const MOST_BYTES = 10_000_000

/**
 * The IDs that a command line names, each once, in the order given; `-` stands for those of `input`, one a line. Throws
 * UsageError for input that is too long or has none.
 */
export async function readIds(named: readonly string[], input: Readable): Promise<string[]> {
  if (!named.includes(STDIN)) return [...new Set(named)]
  const found = idsIn(await readAll(input))
  if (found.length === 0) throw new UsageError('noIds')
  return [...new Set(named.flatMap((id) => (id === STDIN ? found : [id])))]
}

/** The IDs of a text, one a line: without blanks, CR and a byte order mark, without empty lines and `#` lines. */
export function idsIn(text: string): string[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
}

async function readAll(input: Readable): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of input as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > MOST_BYTES) throw new UsageError('tooMuchInput', { limit: size(MOST_BYTES) })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

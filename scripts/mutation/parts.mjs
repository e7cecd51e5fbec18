import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path/posix'
import { at } from '../built.mjs'

/**
 * The parts of mutation testing: files and folders, including their contents. A file belongs to the first
 * part that names it, so that the last part can name a whole folder. docs/mutation.md has the score of each
 * part.
 */
export const PARTS = {
  transfer: ['main/transfer', 'main/files', 'main/media'],
  downloads: ['main/downloads', 'main/naming'],
  cloud: ['main/cloud', 'main/network/redact-secrets.ts', 'main/network/redirects.ts'],
  security: ['main/shell/security'],
}

/** Code that needs a server: for mutants of these files, SERVER_TESTS run as well. */
const NEEDS_SERVER = [
  'main/files/final-name.ts',
  ...['attempt', 'request', 'transfer', 'raw-connection'].map((name) => `main/transfer/${name}.ts`),
]
export const needsServer = (file) => NEEDS_SERVER.includes(file)

/**
 * Unit tests run for every mutant. Other tests take minutes, or start programs that do not contain the
 * mutant.
 */
export const UNIT_TESTS = ['main/**/*.test.ts']
/** Whole transfers from a misbehaving server in the same process, except those that wait for seconds. */
export const SERVER_TESTS = ['test/faults/*.test.ts']
export const SLOW_TESTS = ['cuts', 'fuzz', 'several', 'tls'].map((name) => `test/faults/${name}.test.ts`)

/** Tests that replace modules (vi.mock), which need a thread of their own. */
export const MOCKING_TESTS = [
  'main/downloads/no-inodes.test.ts',
  'main/downloads/orders.test.ts',
  'main/downloads/queue-interleavings.test.ts',
  'main/downloads/queue-progress-interleavings.test.ts',
  'main/downloads/queue-properties.test.ts',
  'main/downloads/queue-release-interleavings.test.ts',
  'main/library/index-file-interleavings.test.ts',
  'main/minutes/minutes-interleavings.test.ts',
  'main/self-test/self-test.test.ts',
  'main/shell/main-window.test.ts',
  'main/transfer/too-large.test.ts',
  'test/faults/final-name.test.ts',
]

/** The files of one part, or of any file or folder, from the root of the project; null: no such part. */
export function filesOf(name) {
  if (Object.hasOwn(PARTS, name)) {
    const taken = new Set()
    for (const [part, roots] of Object.entries(PARTS)) {
      const files = roots.flatMap(sourcesBelow).filter((file) => !taken.has(file))
      if (part === name) return files
      for (const file of files) taken.add(file)
    }
  }
  const files = existsSync(at(name)) ? sourcesBelow(name.replace(/\/$/, '')) : []
  return files.length > 0 ? files : null
}

function sourcesBelow(path) {
  if (!statSync(at(path)).isDirectory()) return isSource(path) ? [path] : []
  return readdirSync(at(path))
    .toSorted()
    .flatMap((name) => sourcesBelow(join(path, name)))
}

const isSource = (path) => /\.tsx?$/.test(path) && !/\.(test|d)\.tsx?$/.test(path)

/** The lines of a file that may contain a mutant: neither blank, nor an import, nor a comment. */
export function linesWithCode(file) {
  return readFileSync(at(file), 'utf8')
    .split('\n')
    .flatMap((line, index) => (/^\s*($|import |export \* |\/\/|\/?\*)/.test(line) ? [] : [index + 1]))
}

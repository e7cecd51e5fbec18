import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import http from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect } from 'vitest'
import type { Failure } from '../../contract/errors.ts'
import { type Journal, journalPath, partPath, removeJournal } from '../../main/transfer/journal.ts'
import type { Outcome, TransferJob, TransferDeps } from '../../main/transfer/job.ts'
import { transfer } from '../../main/transfer/transfer.ts'
import { toNetworkError } from '../../main/network/network-error.ts'
import { film } from './film.ts'
import {
  type Behaviour,
  cutAfter,
  type MisbehavingServer,
  misbehavingServer,
  type ServerOptions,
} from './misbehaving-server.ts'

export const FILE = film(700_000)
/** Of the same size as FILE. */
export const OTHER = film(700_000, 2)
export const HALF = 400_000
export const OVERLAP = 65_536
export const IDENTITY = 'recording-1'
export const firstHalf = cutAfter(HALF)
/** Timeout for a silent server; a busy machine is not silent for so long. */
export const SILENT_MS = 2000

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** The contents of a journal of this file; `change` overrides fields. */
export function journalOf(change: Partial<Journal>): string {
  const nothing = { total: null, etag: null, lastModified: null, sha256: null }
  return JSON.stringify({ version: 1, identity: IDENTITY, durable: 0, ...nothing, ...change })
}

export interface Run {
  outcome: Outcome
  setbacks: Failure[]
  quarantined: string[]
}

export interface Change {
  job?: Partial<TransferJob>
  deps?: Partial<TransferDeps>
  /** Milliseconds without a byte. */
  stall?: number
  /** Served at first, if different from what is saved in the end. */
  first?: Buffer
}

export interface OneFile {
  folder: string
  /** The server of the last `serve`. */
  server: MisbehavingServer
  /** The final name. */
  path: string
  serve(content: Buffer, script: Behaviour[], options?: ServerOptions): Promise<void>
  run(change?: Change): Promise<Run>
  /** Runs the script; expects: saved as `content`, nothing else in the folder, no token reused. */
  savesWhole(script: Behaviour[], content?: Buffer, change?: Change): Promise<Run>
  /**
   * Runs the script; expects: failed with this code, no final file, only a part and its journal, and the
   * bytes the journal counts match `content` (null: any bytes).
   */
  failsWith(code: string, script: Behaviour[], change?: Change, content?: Buffer | null): Promise<Run>
}

/** A new file, server and folder for each test of the file that calls this. */
export function oneFile(): OneFile {
  let folder = ''
  let server: MisbehavingServer | undefined
  const agent = new http.Agent()

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'meetkeep-'))
  })
  afterEach(async () => {
    await server?.close()
    server = undefined
    await rm(folder, { recursive: true, force: true })
  })

  const at: OneFile = {
    get folder() {
      return folder
    },
    get server() {
      if (server === undefined) throw new Error('nothing was served yet')
      return server
    },
    get path() {
      return join(folder, 'film.mp4')
    },
    serve: async (content, script, options) => {
      await server?.close()
      server = await misbehavingServer(content, script, options)
    },
    run: async (change = {}) => {
      const setbacks: Failure[] = []
      const quarantined: string[] = []
      const job: TransferJob = {
        identity: IDENTITY,
        finalPath: at.path,
        mustBeBoxes: true,
        needsExtension: false,
        expected: { kind: 'recording', bytes: null, sha256: null },
        ...change.job,
      }
      const outcome = await transfer(job, {
        freshLink: async () => await at.server.freshLink(),
        agentFor: () => agent,
        toNetworkError,
        readError: () => null,
        limits: { maxRetries: 4, retryWaitMs: 1, stallTimeoutMs: change.stall ?? 20_000 },
        signal: new AbortController().signal,
        onProgress: () => undefined,
        onSetback: (failure) => setbacks.push(failure),
        onQuarantined: (path) => quarantined.push(path),
        log: { info: () => undefined, warn: () => undefined, error: () => undefined },
        ...change.deps,
      })
      if (outcome.kind === 'saved') await removeJournal(job.finalPath)
      return { outcome, setbacks, quarantined }
    },
    savesWhole: async (script, content = FILE, change = {}) => {
      await at.serve(change.first ?? content, script)
      const result = await at.run(change)
      expect(result.outcome).toMatchObject({
        kind: 'saved',
        bytes: content.length,
        sha256: sha256Of(content),
      })
      expect((await readFile(at.path)).equals(content)).toBe(true)
      expect(await readdir(folder)).toEqual(['film.mp4'])
      expect(at.server.tokenFaults).toEqual([])
      return result
    },
    failsWith: async (code, script, change = {}, content = FILE) => {
      await at.serve(FILE, script)
      const result = await at.run(change)
      expect(result.outcome).toMatchObject({ kind: 'failed', failure: { code } })
      if (content !== null) await expectUsablePart(at.path, content)
      expect(existsSync(at.path)).toBe(false)
      expect(at.server.tokenFaults).toEqual([])
      return result
    },
  }
  return at
}

/** Expects neither part nor journal, or a part whose journal counts only bytes of `content`. */
export async function expectUsablePart(finalPath: string, content: Buffer): Promise<void> {
  const part = await readFile(partPath(finalPath)).catch(() => null)
  const journal = await readFile(journalPath(finalPath), 'utf8').catch(() => null)
  expect(part === null).toBe(journal === null)
  if (part === null || journal === null) return
  const { durable } = JSON.parse(journal) as Journal
  expect(part.length).toBeGreaterThanOrEqual(durable)
  expect(part.subarray(0, durable).equals(content.subarray(0, durable))).toBe(true)
}

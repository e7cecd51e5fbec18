import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startDemo, type DemoService } from '../../demo/service.ts'
import { hasProc, hasSignals } from '../platform.ts'
import { meetkeep, testFolder } from './run.ts'

const command = fileURLToPath(new URL('../../out/cli/index.js', import.meta.url))
const LIST = ['recordings', 'list', '--from', '2020-01-01', '--to', '2099-12-31', '--all']

let service: DemoService
let env: Record<string, string>
let root: string
let folder: string

beforeEach(async () => {
  service = await startDemo()
  root = await testFolder()
  folder = join(root, 'recordings')
  env = {
    MEETKEEP_SITE: service.url,
    MEETKEEP_APP_ID: service.appId,
    MEETKEEP_APP_KEY: service.appKey,
    MEETKEEP_HOME: join(root, 'home'),
  }
})
afterEach(() => service.close())

/** Runs a line of bash in which CMD is the command with these arguments. Bash, for PIPESTATUS. */
async function shell(line: string, args: string[], more: NodeJS.ProcessEnv = {}) {
  const script = line.replaceAll('CMD', '"$NODE" "$COMMAND" "$@"')
  const child = spawn('bash', ['--norc', '-c', script, 'bash', ...args], {
    env: { PATH: process.env['PATH'], LANG: 'C', NODE: process.execPath, COMMAND: command, ...env, ...more },
  })
  const [stdout, stderr, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ])
  return { stdout, stderr, status }
}

function download(topics: string[], ...more: string[]): string[] {
  const ids = topics.map((topic) => idOf(topic))
  return ['recordings', 'download', ...ids, '--to', folder, '--types', 'sd', '--retry-wait', '0.1', ...more]
}

function idOf(topic: string): string {
  const found = service.recordings.find(({ subject }) => subject === topic)
  if (found === undefined) throw new Error(`no recording ${topic}`)
  return found.confUUID
}

const films = async (): Promise<string[]> => (await readdir(folder)).filter((name) => name.endsWith('.mp4'))

describe.runIf(hasSignals)('an output that cannot be written', () => {
  it('stops a download whose reader has left, with the status of SIGPIPE, resumable', async () => {
    service.faults.next({ kind: 'stall', afterBytes: 100_000, times: 9 })
    // The reader leaves after the first line; the stalled download can only end by being stopped.
    const { status } = await shell('CMD | head -1 >/dev/null; exit ${PIPESTATUS[0]}', [
      ...download(['Sound check', 'Weekly sync']),
      '--json',
    ])
    expect(status).toBe(141)
    expect(await films()).toEqual([])
    expect(service.liveTokens()).toBe(0)
  })

  it('does not stop when the reader of the messages has left', async () => {
    const { status } = await shell(
      'CMD 2>&1 >/dev/null | head -1 >/dev/null; exit ${PIPESTATUS[0]}',
      download(['Sound check', 'Weekly sync']),
    )
    expect(status).toBe(0)
    expect(await films()).toHaveLength(2)
  })

  it.runIf(existsSync('/dev/full'))('says in one line that the disk behind it is full', async () => {
    const { status, stderr } = await shell('CMD > /dev/full', [...LIST, '--json'])
    expect(status).toBe(1)
    expect(stderr).toBe('The output cannot be written: no space left (ENOSPC)\n')
    const version = await shell('CMD > /dev/full', ['--version'])
    expect(version).toMatchObject({
      status: 1,
      stderr: 'The output cannot be written: no space left (ENOSPC)\n',
    })
  })

  it.runIf(existsSync('/dev/full'))('is none of the messages’ business', async () => {
    const { status, stdout } = await shell('CMD 2> /dev/full', LIST)
    expect(status).toBe(0)
    expect(stdout).toContain('Sound check')
  })
})

describe.runIf(hasSignals)('signals', () => {
  it.each([
    ['SIGHUP', 129],
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s ends a download in order, with status %i', async (signal, expected) => {
    service.faults.next({ kind: 'stall', afterBytes: 100_000, times: 9 })
    const args = [...download(['Sound check']), '--json']
    const { status, lines } = await meetkeep(args, env, (line, child) => {
      if (line.includes('"progress"')) child.kill(signal)
    })
    expect(status).toBe(expected)
    expect(lines.at(-1)).toMatchObject({
      event: 'summary',
      saved: [],
      failed: [{ error: { code: 'CANCELLED' } }],
    })
    expect(service.liveTokens()).toBe(0)
  })

  it('SIGHUP does not end a download that was started by nohup', async () => {
    service.faults.next({ kind: 'stall', afterBytes: 100_000, times: 1 })
    const args = [...download(['Sound check']), '--stall-timeout', '1']
    // `$_` names nohup only in the environment of a program that an interactive shell or bash starts.
    const { status } = await shell(
      `nohup "$NODE" "$COMMAND" "$@" > "${root}/log" 2>&1 < /dev/null &
       child=$!
       until grep -q queued "${root}/log"; do sleep 0.1; done
       kill -HUP $child
       wait $child`,
      args,
    )
    expect(status).toBe(0)
    expect(await films()).toHaveLength(1)
  })
})

describe('the state folder', () => {
  it.runIf(hasProc && process.getuid?.() === 0)(
    'is not needed to list: no HOME, no user, no folder',
    async () => {
      const user = 'setpriv --reuid 54321 --clear-groups'
      const bare = { MEETKEEP_HOME: '', HOME: '' }
      for (const args of [LIST, ['--help'], ['recordings', '--help']]) {
        const { status, stdout } = await shell(`unset HOME; ${user} -- CMD`, args, bare)
        expect(status).toBe(0)
        expect(stdout.length).toBeGreaterThan(100)
      }
      const refused = await shell(`unset HOME; ${user} -- CMD`, download(['Sound check']), bare)
      expect(refused).toMatchObject({
        status: 2,
        stderr: 'This user has no home folder. Set MEETKEEP_HOME to a folder for the state.\n',
      })
    },
  )

  it('may be unusable for a list, not for a download', async () => {
    const file = join(root, 'file')
    await writeFile(file, '')
    const unusable = { ...env, MEETKEEP_HOME: join(file, 'home') }
    expect((await meetkeep(LIST, unusable)).status).toBe(0)
    const refused = await meetkeep(download(['Sound check']), unusable)
    expect(refused.status).toBe(2)
    expect(refused.stderr).toContain('MEETKEEP_HOME cannot be used')
  })
})

describe('recordings download', () => {
  it('reads IDs from standard input, with the line ends and comments of any editor', async () => {
    await mkdir(root, { recursive: true })
    const list = join(root, 'ids.txt')
    await writeFile(list, `\ufeff# to keep\r\n${idOf('Sound check')}\r\n\r\n  ${idOf('Weekly sync')} \n`)
    const args = ['recordings', 'download', '-', '--to', folder, '--types', 'sd', '--json']
    const { status, stdout } = await shell(`CMD < "${list}"`, args)
    expect(status).toBe(0)
    expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toMatchObject({ saved: [{}, {}], failed: [] })
    const none = await shell('CMD < /dev/null', args)
    expect(none.status).toBe(2)
  })

  it('takes IDs with blanks and a CR, as pasted', async () => {
    const args = ['recordings', 'show', `  ${idOf('Sound check')}\r`, '--json']
    expect(await meetkeep(args, env)).toMatchObject({ status: 0 })
  })

  it('waits for a recording that is still being prepared, as long as --wait says', async () => {
    const args = [...download(['Morning stand-up']), '--json']
    expect(await meetkeep(args, env)).toMatchObject({ status: 1 })
    const waiting = service.recordings.find(({ subject }) => subject === 'Morning stand-up')
    const { status, lines } = await meetkeep([...args, '--wait', '2s'], env, (line) => {
      if (waiting !== undefined && line.includes('"waiting"')) waiting.readyAt = 0
    })
    expect(lines[0]).toMatchObject({ event: 'waiting', confUUID: waiting?.confUUID })
    expect(lines.at(-1)).toMatchObject({ saved: [{ confUUID: waiting?.confUUID }], failed: [] })
    expect(status).toBe(0)
  })
})

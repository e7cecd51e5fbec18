import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, it } from 'vitest'
import { hasProc } from '../../test/platform.ts'
import { isRunning, judgeHolder, type LockRecord, type Myself, startOf, whoAmI } from './lock-holder.ts'

const me: Myself = { machine: 'boot 1 pid:[7]', host: 'one', pid: 100, thread: 0, started: '5000' }
const other = { ...me, pid: 200, started: '6000' }

it.each<[string, Partial<LockRecord>, { isRunning?: boolean; started?: string }, string]>([
  ['another process that runs', other, { started: '6000' }, 'exists'],
  ['another process that has ended', other, { isRunning: false }, 'gone'],
  ['another process whose id was given to a new one', other, { started: '6001' }, 'gone'],
  ['a running id, on a system without start times', { ...other, started: '' }, {}, 'unknown'],
  ['an ended id, on a system without start times', { ...other, started: '' }, { isRunning: false }, 'gone'],
  ['another machine, or this one before it was restarted', { ...other, machine: 'boot 2' }, {}, 'unknown'],
  ['a container with the same process id', { ...me, machine: 'boot 1 pid:[8]' }, {}, 'unknown'],
  ['this thread', { ...me, id: 'mine' }, {}, 'exists'],
  ['this thread, which has released it', me, {}, 'gone'],
  ['another thread of this process', { ...me, thread: 3 }, {}, 'exists'],
  ['an earlier process with this id, in a restarted container', { ...me, started: '4000' }, {}, 'gone'],
  ['this id, on a system without start times', { ...me, started: '' }, {}, 'gone'],
  ['another thread, on such a system', { ...me, started: '', thread: 3 }, {}, 'unknown'],
])('a lock of %s', (_what, holder, { isRunning: runs = true, started = '' }, expected) => {
  const record: LockRecord = { version: 1, id: 'x', beat: '0', ...me, ...holder }
  const facts = { mine: new Set(['mine']), isRunning: () => runs, started }
  expect(judgeHolder(record, me, facts)).toBe(expected)
})

it('knows whether a process runs, and since when', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6); console.log(1)'])
  await once(child.stdout, 'data')
  const { pid = 0 } = child
  expect(isRunning(pid)).toBe(true)
  if (hasProc) expect(Number(await startOf(pid))).toBeGreaterThanOrEqual(Number((await whoAmI()).started))
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(isRunning(pid)).toBe(false)
  expect(await startOf(pid)).toBe('')
})

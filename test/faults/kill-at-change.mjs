/**
 * @file Preloaded into a process of a test (`node --import`): kills it with SIGKILL at a change that it makes to files.
 *   `MEETKEEP_KILL_AT`: the how-manieth change of a thread · `MEETKEEP_KILL_HOW`: `before` it, `after` it, or `amid` it:
 *   half of a write has happened. `MEETKEEP_KILL_THREAD`: `main` or `worker`, whose changes count. Without
 *   `MEETKEEP_KILL_AT`, each change prints a line with its thread.
 */
import { promises, writeSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { isMainThread } from 'node:worker_threads'

const { MEETKEEP_KILL_AT: at, MEETKEEP_KILL_HOW: how, MEETKEEP_KILL_THREAD: of } = process.env
const thread = isMainThread ? 'main' : 'worker'
let changes = 0
const kill = () => {
  process.kill(process.pid, 'SIGKILL')
  // The signal may arrive a moment later; nothing happens until then.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
}

/** Runs a change, or kills the process. `half`: does a part of it. */
async function change(whole, half = whole) {
  if (at === undefined) writeSync(2, `change of ${thread}\n`)
  changes += 1
  if (of !== thread || changes !== Number(at)) return await whole()
  if (how === 'before') kill()
  try {
    await (how === 'amid' ? half() : whole())
  } finally {
    kill()
  }
}

for (const name of ['rename', 'link', 'unlink', 'rm', 'mkdir', 'rmdir']) {
  const original = promises[name]
  promises[name] = (...args) => change(() => original(...args))
}

const open = promises.open
promises.open = async (...args) => {
  const isCreated = typeof args[1] === 'number' && (args[1] & 0o100) !== 0
  const handle = isCreated ? await change(() => open(...args)) : await open(...args)
  for (const name of ['write', 'writev', 'writeFile', 'appendFile', 'truncate']) {
    const original = handle[name].bind(handle)
    handle[name] = (...more) =>
      change(
        () => original(...more),
        () => original(...halfOf(name, more)),
      )
  }
  return handle
}

function halfOf(name, [data, ...rest]) {
  if (name === 'truncate') return [data, ...rest]
  if (name === 'writev') return [[data[0].subarray(0, data[0].length >> 1)], ...rest]
  const bytes = Buffer.from(data)
  const half = bytes.subarray(0, bytes.length >> 1)
  if (name !== 'write') return [half]
  // A text with a position, or bytes with offset, length and position.
  return typeof data === 'string' ? [half, 0, half.length, rest[0] ?? null] : [half, 0, half.length, rest[2]]
}
syncBuiltinESMExports()

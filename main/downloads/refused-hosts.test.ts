import { describe, expect, vi } from 'vitest'
import { join } from 'node:path'
import type { Source } from '../../contract/download.ts'
import type { Failure } from '../../contract/errors.ts'
import { numberedOrder as order, useGatedQueue } from '../../test/gated-queue.ts'
import { test as it } from '../../test/fixtures.ts'
import { queueFile } from './queue-file.ts'
import { createRefusedHosts } from './refused-hosts.ts'

const UNTRUSTED: Failure = {
  code: 'CERT_UNTRUSTED',
  params: { host: 'a.example', fingerprint: 'AA' },
  requestId: 'of another file',
}
const file = (confUUID: string): Source => ({
  ...{ kind: 'recording', site: 's', confUUID, fileType: 'Hd', part: 1 },
})

describe('hosts whose certificate was refused', () => {
  const hosts = (): ReturnType<typeof createRefusedHosts> =>
    createRefusedHosts((source) =>
      source.kind !== 'recording' || source.confUUID === 'unknown' ? null : `${source.confUUID}.example`,
    )
  const isRefused = (known: ReturnType<typeof hosts>, confUUID: string): boolean => {
    try {
      known.requireNotRefused(file(confUUID))
      return false
    } catch (error) {
      // The request was another file's.
      expect(error).toMatchObject({ failure: { code: UNTRUSTED.code, params: UNTRUSTED.params } })
      expect(error).not.toHaveProperty('failure.requestId')
      return true
    }
  }

  it('are those of certificate failures alone, and say nothing about other or unknown hosts', () => {
    const known = hosts()
    known.note({ ...UNTRUSTED, code: 'TLS_FAILED' })
    known.note({ code: 'CERT_UNTRUSTED' })
    expect(isRefused(known, 'a')).toBe(false)
    known.note(UNTRUSTED)
    expect(['a', 'b', 'unknown'].filter((one) => isRefused(known, one))).toEqual(['a'])
  })

  it('are forgotten with the files that are tried again, or all at once', () => {
    const known = hosts()
    known.note(UNTRUSTED)
    known.forget([file('b'), file('unknown')])
    expect(isRefused(known, 'a')).toBe(true)
    known.forget([file('a')])
    expect(isRefused(known, 'a')).toBe(false)
    known.note(UNTRUSTED)
    known.forgetAll()
    expect(isRefused(known, 'a')).toBe(false)
  })
})

describe('a queue with files of a refused host', () => {
  const world = useGatedQueue()
  /** The queue, and a worker that asks for a link and then meets the refused certificate. */
  async function queued(keeps: boolean) {
    const freshLink = vi.fn(async () => ({ url: 'https://a.example/film', headers: {} }))
    const opened = await world.open({
      freshLink,
      hostOf: (source) => (source.kind === 'recording' && source.confUUID !== 'uuid-9' ? 'a.example' : null),
      file: keeps ? queueFile(join(world.home, 'queue.json'), () => undefined) : null,
    })
    const attempts = new Map<string, number>()
    const attempt = async (id: string): Promise<void> => {
      const count = (attempts.get(id) ?? 0) + 1
      attempts.set(id, count)
      const start = `start ${opened.list().find((one) => one.id === id)?.fileName}`
      await expect.poll(() => world.sent.filter((line) => line === start)).toHaveLength(count)
      const failure = await opened.freshLink(id).then(
        () => UNTRUSTED,
        (error: { failure: Failure }) => error.failure,
      )
      opened.onEnded(id, { kind: 'failed', failure })
    }
    return { queue: opened, freshLink, attempt }
  }

  it('spends no link on the others, until the user acts', async () => {
    const { queue: opened, freshLink, attempt } = await queued(true)
    world.parallel = 9
    world.gates.releaseAll()
    const { ids } = await opened.add([order(1), order(2), order(3), order(9)], world.folder)
    const states = (): string[] => opened.list().map(({ state }) => state)
    for (const id of ids.slice(0, 3)) await attempt(id)
    await expect.poll(states).toEqual(['blocked', 'blocked', 'blocked', 'running'])
    expect(freshLink).toHaveBeenCalledTimes(1)
    expect(opened.list().slice(0, 3)).toMatchObject(
      [1, 2, 3].map(() => ({ failure: { code: 'CERT_UNTRUSTED' } })),
    )
    // Of this one no link was seen: only its own can tell its host.
    await attempt(ids[3] ?? '')
    expect(freshLink).toHaveBeenCalledTimes(2)

    opened.act('resume', ids.slice(1, 2))
    await attempt(ids[1] ?? '')
    expect(freshLink).toHaveBeenCalledTimes(3)
    await expect.poll(states).toEqual(['blocked', 'blocked', 'blocked', 'blocked'])

    opened.resumeWaiting()
    await attempt(ids[2] ?? '')
    expect(freshLink).toHaveBeenCalledTimes(4)
    for (const id of [0, 1, 3]) await attempt(ids[id] ?? '')
    await opened.close()
  })

  it('asks for each link where a file cannot wait', async () => {
    const { queue: opened, freshLink, attempt } = await queued(false)
    world.parallel = 9
    world.gates.releaseAll()
    const { ids } = await opened.add([order(1), order(2)], world.folder)
    for (const id of ids) await attempt(id)
    expect(freshLink).toHaveBeenCalledTimes(2)
  })
})

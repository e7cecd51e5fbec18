import { describe, expect, it } from 'vitest'
import { askDisk, isAnyDiskAsked } from './ask-disk.ts'

const SILENT_MS = 50

/** Disks that are told apart by their paths alone, and answer when they are told to. */
function silentDisks() {
  const calls: string[] = []
  const answers: (() => void)[] = []
  return {
    calls,
    ask: (name: string, silentMs = SILENT_MS) =>
      askDisk(
        `/media/me/${name}/film.mp4`,
        () => {
          calls.push(name)
          return new Promise<string>((resolve) => answers.push(() => resolve(name)))
        },
        silentMs,
      ),
    answerAll: () => answers.splice(0).forEach((answer) => answer()),
  }
}
const GONE = { status: 'rejected', reason: { code: 'DISK_GONE' } }

describe.runIf(process.platform === 'linux')('disks that do not answer', () => {
  it('are asked once each, and however many they are, the rest of the system answers', async () => {
    const { calls, ask, answerAll } = silentDisks()
    const names = ['a', 'b', 'c', 'd', 'e', 'f']
    const all = await Promise.allSettled([...names, ...names].map((name) => ask(name)))
    expect(all).toMatchObject(all.map(() => GONE))
    expect(calls).toEqual(['a', 'b', 'c'])
    // All say so at once, without a call.
    for (const name of names) await expect(ask(name)).rejects.toMatchObject({ code: 'DISK_GONE' })
    expect(calls).toHaveLength(3)
    expect(await askDisk('/etc/hosts', () => Promise.resolve('here'), SILENT_MS)).toBe('here')

    answerAll()
    await expect.poll(isAnyDiskAsked).toBe(false)
    const again = ask('f')
    await expect.poll(() => calls.length).toBe(4)
    answerAll()
    expect(await again).toBe('f')
  })

  it('are not silent for those who have more patience', async () => {
    const { calls, ask, answerAll } = silentDisks()
    const patient = ask('a', 60_000)
    const next = ask('a', 60_000)
    await expect(ask('a')).rejects.toMatchObject({ code: 'DISK_GONE' })
    answerAll()
    expect(await patient).toBe('a')
    await expect.poll(() => calls.length).toBe(2)
    answerAll()
    expect(await next).toBe('a')
  })

  it('give a turn to each disk, however much one of them is asked', async () => {
    const { calls, ask, answerAll } = silentDisks()
    const asked = Promise.all(['a', 'b', 'c', 'a', 'a', 'b', 'd'].map((name) => ask(name, 60_000)))
    const isAnswered = asked.then(() => true)
    await expect.poll(() => calls.length).toBe(3)
    answerAll()
    await expect.poll(() => calls.slice(3, 6).toSorted()).toEqual(['a', 'b', 'd'])
    await expect
      .poll(() => {
        answerAll()
        return calls.length
      })
      .toBe(7)
    answerAll()
    expect(await isAnswered).toBe(true)
  })
})

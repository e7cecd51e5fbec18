import { expect, test } from 'vitest'
import { openPath } from './open-path.ts'

const answering = (answer: Promise<string>) => ({ openPath: () => answer })

test('what the system opens is opened', async () => {
  await openPath(answering(Promise.resolve('')), '/films/a.mp4')
})

test('what it says against it is told', async () => {
  await expect(openPath(answering(Promise.resolve('no program')), '/films/a.mp4')).rejects.toMatchObject({
    failure: { code: 'DISK_ERROR', detail: 'no program' },
  })
})

test('a system that never answers keeps nothing waiting', async () => {
  await openPath(answering(new Promise(() => undefined)), '/films/a.mp4', 1)
})

test('a call that fails is told as it failed', async () => {
  await expect(openPath(answering(Promise.reject(new Error('why'))), '/films/a.mp4')).rejects.toThrow('why')
})

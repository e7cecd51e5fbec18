import { expect, test } from 'vitest'
import { openPath } from './open-path.ts'

const answering = (answer: Promise<string>) => ({ openPath: () => answer })

test('resolves when the system opens the file', async () => {
  await openPath(answering(Promise.resolve('')), '/films/a.mp4')
})

test('reports the error of the system', async () => {
  await expect(openPath(answering(Promise.resolve('no program')), '/films/a.mp4')).rejects.toMatchObject({
    failure: { code: 'DISK_ERROR', detail: 'no program' },
  })
})

test('does not wait forever for the system', async () => {
  await openPath(answering(new Promise(() => undefined)), '/films/a.mp4', 1)
})

test('reports a failing call', async () => {
  await expect(openPath(answering(Promise.reject(new Error('why'))), '/films/a.mp4')).rejects.toThrow('why')
})

import { expect, it } from 'vitest'
import type { Download } from '../../contract/download.ts'
import type { DownloadState } from '../../contract/download-states.ts'
import { createEmitter } from '../../contract/emitter.ts'
import { sampleDownload } from '../../test/sample-download.ts'
import { sampleRecording } from '../../test/sample-recording.ts'
import { drained } from '../../test/scheduler.ts'
import { fetchRecordings } from './fetch-recordings.ts'

/** A pass over so many recordings of one file each, whose states the test sets. */
function startPass(count: number) {
  const files = new Map<string, Download>()
  const changes = createEmitter<[{ changed: Download[]; removed: string[] }]>()
  const outcomes: string[] = []
  const toFetch = Array.from({ length: count }, (_, at) => sampleRecording({ confUUID: `u${at}` }))
  const stop = new AbortController()
  const ended = fetchRecordings(
    {
      addRecordings: async ({ confUUIDs }) => {
        for (const confUUID of confUUIDs) {
          const source = { kind: 'recording', site: 's', confUUID, fileType: 'Hd', part: 1 } as const
          files.set(confUUID, sampleDownload({ id: confUUID, source }))
        }
        return { ids: confUUIDs, added: confUUIDs.length, known: 0, failed: [] }
      },
      list: () => [...files.values()],
      onChange: changes.on,
      retry: async () => undefined,
    },
    { toFetch, waiting: [], types: [], folder: '/' },
    {
      waitUntil: 0,
      onWaiting: () => undefined,
      onOutcome: ({ confUUID }, outcome) => {
        const states = outcome.kind === 'files' ? outcome.downloads.map(({ state }) => state) : [outcome.kind]
        outcomes.push(`${confUUID} ${states.join()}`)
      },
    },
    stop.signal,
  )
  const set = async (state: DownloadState, ...ids: string[]): Promise<void> => {
    const changed = ids.flatMap((id) => {
      const file = files.get(id)
      return file === undefined ? [] : [{ ...file, state }]
    })
    for (const one of changed) files.set(one.id, one)
    changes.emit({ changed, removed: [] })
    await drained()
  }
  const remove = async (id: string): Promise<void> => {
    files.delete(id)
    changes.emit({ changed: [], removed: [id] })
    await drained()
  }
  return { outcomes, ended, set, remove, known: () => [...files.keys()] }
}

it('waits while the user has paused all of its files, and looks up no others', async () => {
  const pass = startPass(20)
  await drained()
  const first = pass.known()
  expect(first).toHaveLength(16)
  await pass.set('paused', ...first)
  expect([pass.known().length, pass.outcomes]).toEqual([16, []])
  await pass.set('waiting', ...first)
  await pass.set('saved', ...first)
  expect(pass.known()).toHaveLength(20)
  await pass.set('saved', ...pass.known().slice(16))
  expect(await pass.ended).toBeNull()
  expect(pass.outcomes).toHaveLength(20)
})

it('goes on without a file that was paused alone, cancelled, or cancelled and cleared', async () => {
  const pass = startPass(4)
  await drained()
  await pass.set('paused', 'u0')
  await pass.set('cancelled', 'u1')
  await pass.remove('u2')
  expect(pass.outcomes).toEqual(['u0 paused', 'u1 cancelled', 'u2 cancelled'])
  await pass.set('saved', 'u3')
  expect(await pass.ended).toBeNull()
})

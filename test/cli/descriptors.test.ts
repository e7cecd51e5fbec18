import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startDemo } from '../../demo/service.ts'
import { manyRecordings } from '../many-recordings.ts'
import { isPosix } from '../platform.ts'
import { meetkeep, testFolder } from './run.ts'

it.runIf(isPosix)('every file is saved with fewer descriptors than --parallel needs', async () => {
  const service = await startDemo({ recordings: manyRecordings(14) })
  try {
    const folder = await testFolder()
    const ids = service.recordings.map(({ confUUID }) => confUUID)
    const args = ['recordings', 'download', ...ids, '--types', 'hd', '--to', join(folder, 'to')]
    const { lines, status } = await meetkeep(
      [...args, '--parallel', '32', '--json'],
      {
        ...{ MEETKEEP_SITE: service.url, MEETKEEP_APP_ID: service.appId, MEETKEEP_APP_KEY: service.appKey },
        MEETKEEP_HOME: join(folder, 'home'),
      },
      undefined,
      { descriptors: 36 },
    )
    const { saved, failed } = lines.at(-1) as { saved: unknown[]; failed: unknown[] }
    expect({ status, failed }).toEqual({ status: 0, failed: [] })
    expect(saved.length).toBeGreaterThanOrEqual(ids.length)
  } finally {
    await service.close()
  }
})

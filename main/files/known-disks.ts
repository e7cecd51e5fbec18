import { join, parse } from 'node:path'
import { z } from 'zod'
import { missingMountPoints } from './fstab.ts'
import { makeFolder } from './make-folder.ts'
import { diskGone } from './ask-disk.ts'
import { isDiskGone, isOnMissingDisk, mountPointOf } from './mount-point.ts'
import { stateFile } from './state-file.ts'

const disksSchema = z.object({ version: z.literal(1), mountPoints: z.array(z.string().max(4096)).max(1000) })

/**
 * Remembers where the disks of the folders that were saved to are mounted, so that a disk that is not
 * connected can be told from a folder that does not exist yet. Losing it loses only that.
 */
export interface KnownDisks {
  /** Throws DISK_GONE if the folder is on a disk that is not connected or does not answer; else remembers its disk. */
  require(folder: string): Promise<void>
  /** Creates the folder and its missing parents, but never below the mount point of a missing disk. */
  makeFolder(folder: string): Promise<void>
  /** Where the disks of all folders that were saved to are mounted when they are connected. */
  mountPoints(): Promise<readonly string[]>
}

export function createKnownDisks(
  home: string,
  onQuarantined: (path: string) => void,
  missing: () => Promise<string[]> = missingMountPoints,
): KnownDisks {
  const file = stateFile<z.infer<typeof disksSchema>>(
    join(home, 'disks.json'),
    disksSchema,
    () => ({ version: 1, mountPoints: [] }),
    onQuarantined,
  )
  const requireDisk = async (folder: string): Promise<void> => {
    const { mountPoints } = await file.read()
    if (await isOnMissingDisk(folder, [...mountPoints, ...(await missing())])) throw diskGone(folder)
    const mountPoint = await mountPointOf(folder).catch((error: unknown) => {
      if (isDiskGone(error)) throw error
      return null
    })
    // The system's own disk is never missing.
    if (mountPoint === null || mountPoint === parse(mountPoint).root || mountPoints.includes(mountPoint))
      return
    // Best effort: a state folder that cannot be written to prevents no download.
    await file
      .write({ version: 1, mountPoints: [...mountPoints, mountPoint].slice(-1000) })
      .catch(() => undefined)
  }
  return {
    require: requireDisk,
    makeFolder: async (folder) => {
      await requireDisk(folder)
      await makeFolder(folder)
    },
    mountPoints: async () => (await file.read()).mountPoints,
  }
}

import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync } from 'node:fs'

/** A disk that never answers, mounted at a folder. */
export interface SilentDisk {
  /** Every call to it, also those that wait, fails from now on, and the folder is what it was before. */
  release(): void
}

/** Mounts a file system in user space (FUSE) that nothing serves. null where that is not possible: it takes root. */
export function mountSilentDisk(folder: string): SilentDisk | null {
  if (!existsSync('/dev/fuse') || process.getuid?.() !== 0) return null
  const device = openSync('/dev/fuse', 'r+')
  const options = 'fd=3,rootmode=40000,user_id=0,group_id=0'
  const { status } = spawnSync('mount', ['-i', '-t', 'fuse', '-o', options, 'none', folder], {
    stdio: ['ignore', 'ignore', 'ignore', device],
  })
  if (status !== 0) closeSync(device)
  let isReleased = false
  return status === 0
    ? {
        release: () => {
          if (isReleased) return
          isReleased = true
          closeSync(device)
          spawnSync('umount', ['-l', folder])
        },
      }
    : null
}

import type { Downloads } from '../main/downloads/downloads.ts'
import { toDiskError } from '../main/files/disk-error.ts'

/** Creates the folder to save to. Rejects with DISK_GONE, or with an error that names the folder and its reason. */
export async function makeSaveFolder(
  downloads: Pick<Downloads, 'makeFolder'>,
  folder: string,
): Promise<void> {
  await downloads.makeFolder(folder).catch((error: unknown) => {
    throw toDiskError(error, folder)
  })
}

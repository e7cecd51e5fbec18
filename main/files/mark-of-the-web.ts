import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { replacePlain } from './open-file.ts'

/**
 * Windows: the stream that browsers write too; Explorer and Office then ask before they open the file. 3 is
 * the zone "Internet". It has no address, because that would name the service and a token.
 */
const ZONE_STREAM = ':Zone.Identifier'
const ZONE = '[ZoneTransfer]\r\nZoneId=3\r\n'
const XATTR = '/usr/bin/xattr'
const XATTR_TIMEOUT_MS = 10_000

/**
 * Marks a saved file as coming from the internet, as browsers do. Best effort: other file systems than NTFS
 * and APFS cannot store the mark. Never rejects.
 */
export async function markAsDownloaded(
  path: string,
  {
    platform = process.platform,
    now = new Date(),
    run = promisify(execFile),
  }: {
    platform?: NodeJS.Platform
    now?: Date
    run?: (file: string, args: string[], options: { timeout: number }) => Promise<unknown>
  } = {},
): Promise<void> {
  try {
    if (platform === 'win32') {
      const handle = await replacePlain(path + ZONE_STREAM)
      try {
        await handle.writeFile(ZONE)
      } finally {
        await handle.close()
      }
    } else if (platform === 'darwin') {
      // Flags of a download by a program without quarantine of its own, the time in hex seconds, the program.
      const value = `0081;${Math.floor(now.getTime() / 1000).toString(16)};Meetkeep;`
      await run(XATTR, ['-w', 'com.apple.quarantine', value, path], { timeout: XATTR_TIMEOUT_MS })
    }
  } catch {
    // The file is saved all the same.
  }
}

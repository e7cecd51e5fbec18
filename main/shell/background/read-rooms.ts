import { isActive } from '../../../contract/download-states.ts'
import type { Download } from '../../../contract/download.ts'
import { diskFacts, sameDisk } from '../../files/disk-space.ts'
import type { Room } from './notification-policy.ts'

/**
 * The disks of these folders, each once, with what active downloads there still need. A folder that cannot be read, or
 * whose disk does not say how much is free, is left out.
 */
export async function readRooms(
  folders: readonly string[],
  downloads: readonly Pick<Download, 'folder' | 'state' | 'totalBytes' | 'receivedBytes'>[],
): Promise<Room[]> {
  const rooms: { folders: string[]; freeBytes: number; totalBytes: number | null; toCome: number }[] = []
  const roomOf = async (folder: string): Promise<(typeof rooms)[number] | null> => {
    for (const room of rooms) if (await sameDisk(room.folders[0] ?? '', folder)) return room
    return null
  }
  for (const folder of new Set(folders)) {
    const known = await roomOf(folder)
    if (known !== null) {
      known.folders.push(folder)
      continue
    }
    const { freeBytes, totalBytes } = await diskFacts(folder)
    if (freeBytes !== null) rooms.push({ folders: [folder], freeBytes, totalBytes, toCome: 0 })
  }
  const needed = new Map<string, number>()
  for (const { folder, totalBytes, receivedBytes } of downloads.filter(isActive))
    needed.set(folder, (needed.get(folder) ?? 0) + Math.max(0, (totalBytes ?? 0) - receivedBytes))
  for (const [folder, bytes] of needed) {
    const room = bytes === 0 ? null : await roomOf(folder)
    if (room !== null) room.toCome += bytes
  }
  return rooms
}

import { fileKey, type FolderFile, type FolderFiles } from '../main/archive/folder-files.ts'
import { recordingKey } from '../main/archive/ledger-entry.ts'

const OF = { site: 'one.example', confUUID: 'u' }

/** A folder with files of recording `u`, in these states: `{ 'Hd': 'whole', 'Hd 2': 'missing' }`. */
export function folderWithFiles(files: Record<string, FolderFile['state']>, parts = 1): FolderFiles {
  const found = Object.entries(files).map(([name, state]): FolderFile => {
    const [fileType = '', part = '1'] = name.split(' ')
    const key = fileKey(OF, { fileType, part: Number(part) })
    return {
      ...{ key, path: `${name}.mp4`, fileType, part: Number(part), parts, bytes: 10, sha256: '' },
      ...{ verifiedAt: null, state },
    }
  })
  const recording = { ...OF, topic: '', scheduler: '', start: null, seconds: null, files: found }
  return {
    recordings: new Map(found.length === 0 ? [] : [[recordingKey(OF.site, 'u'), recording]]),
    whole: new Map(found.filter(({ state }) => state === 'whole').map((one) => [one.key, one])),
    unreadable: [],
  }
}

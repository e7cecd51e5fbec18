import type { RecordingFile } from '../../contract/recording.ts'
import { sourceKey } from '../../contract/source-key.ts'

/** Files whose hosts are remembered; the oldest are forgotten. */
const MAX_FILES = 50_000

type FileOfRecording = Pick<RecordingFile, 'fileType' | 'part'> & { confUUID: string; site: string }

/** Which host each file's last link named. */
export interface LinkHosts {
  note(recording: { confUUID: string; site: string }, files: (RecordingFile & { url: string | null })[]): void
  /** host or host:port, as in a URL; null: no link of this file was seen in this run. */
  of(file: FileOfRecording): string | null
}

export function createLinkHosts(): LinkHosts {
  const hosts = new Map<string, string>()
  return {
    note: (recording, files) => {
      for (const { fileType, part, url } of files) {
        if (url === null || !URL.canParse(url)) continue
        const key = keyOf({ ...recording, fileType, part })
        hosts.delete(key)
        hosts.set(key, new URL(url).host)
      }
      for (const oldest of hosts.keys()) {
        if (hosts.size <= MAX_FILES) break
        hosts.delete(oldest)
      }
    },
    of: (file) => hosts.get(keyOf(file)) ?? null,
  }
}

function keyOf({ site, confUUID, fileType, part }: FileOfRecording): string {
  return sourceKey({ kind: 'recording', site, confUUID, fileType, part })
}

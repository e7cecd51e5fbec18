import type { Source } from './download.ts'

/**
 * [Note: identity of a file] One key per file, for journals, the queue and the library: site + confUUID +
 * file type + part for a recording. No URL and no token, which change with every attempt.
 */
export function sourceKey(source: Source): string {
  return JSON.stringify([source.kind, source.site, ...ownFields(source)])
}

function ownFields(source: Source): (string | number)[] {
  switch (source.kind) {
    case 'recording':
      return [source.confUUID, source.fileType.toLowerCase(), source.part]
    case 'material':
      return [source.programId, source.materialId]
    case 'minutes':
      return [source.fileCode, source.file]
  }
}

/** The id of the recording, the program or the minutes that a file belongs to; unique within its site and kind. */
export function ownerIdOf(source: Source): string {
  switch (source.kind) {
    case 'recording':
      return source.confUUID
    case 'material':
      return source.programId
    case 'minutes':
      return source.fileCode
  }
}

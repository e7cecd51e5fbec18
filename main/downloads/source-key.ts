import type { Source } from '../../contract/download.ts'

/**
 * [Note: identity of a file] One text for one file, for journals, the queue and the library: site + confUUID +
 * file type + part for a recording. No URL and no token, which change with every attempt.
 */
export function sourceKey(source: Source): string {
  const fields =
    source.kind === 'recording'
      ? [source.kind, source.site, source.confUUID, source.fileType.toLowerCase(), source.part]
      : [source.kind, source.site, source.programId, source.materialId]
  return JSON.stringify(fields)
}

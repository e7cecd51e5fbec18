import type { LibraryEntry } from '../../main/library/entry.ts'

/** The n-th file of a library; ten files are of one recording. */
export function savedFilm(n: number): LibraryEntry {
  return {
    source: {
      kind: 'recording',
      site: 'https://one.example',
      confUUID: `u${Math.floor(n / 10)}`,
      fileType: 'Hd',
      part: (n % 10) + 1,
    },
    path: `/films/周会 ${n}.mp4`,
    bytes: n,
    sha256: 'ab',
    title: `周会 ${n}`,
    savedAt: '2026-01-02T03:04:05.000Z',
  }
}

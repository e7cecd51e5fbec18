import type { LedgerEntry } from '../main/archive/ledger-entry.ts'

/** An entry of a ledger: of a recording that was listed, and nothing else yet. */
export function sampleEntry(confUUID: string, change: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    ...{ site: 'one.example', confUUID, topic: `Topic of ${confUUID}`, scheduler: 'anna' },
    ...{ start: '2026-11-01T09:00:00.000Z', seconds: 3600, sizeMB: 10, state: 'partly' },
    ...{
      since: '2026-11-02T01:00:00.000Z',
      until: null,
      error: null,
      lookedUpAt: null,
      types: [],
      files: [],
    },
    listedBy: { who: 'all', search: '' },
    ...change,
  }
}

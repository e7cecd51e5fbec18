import { expect, test } from 'vitest'
import { folderWithFiles } from '../../test/folder-with-files.ts'
import { sampleEntry } from '../../test/sample-entry.ts'
import { coverageOf, needsAttention } from './coverage.ts'
import type { FolderFiles } from './folder-files.ts'
import type { LedgerEntry } from './ledger-entry.ts'

const LOOKED_UP = '2026-11-02T01:00:00.000Z'

const entry = (change: Partial<LedgerEntry>): LedgerEntry => sampleEntry('u', change)
const HD = { files: [{ fileType: 'Hd', part: 1 }], lookedUpAt: LOOKED_UP }
const HD_SD = { files: [...HD.files, { fileType: 'Sd', part: 1 }], lookedUpAt: LOOKED_UP }

test.each<[string, LedgerEntry | null, FolderFiles, object]>([
  ['nothing', null, folderWithFiles({}), { recordings: 0 }],
  ['listed only', entry({}), folderWithFiles({}), { partly: 1 }],
  [
    'here as looked up',
    entry({ state: 'saved', ...HD }),
    folderWithFiles({ Hd: 'whole' }),
    { complete: 1, files: 1, bytes: 10 },
  ],
  ['of another case', entry({ state: 'saved', ...HD }), folderWithFiles({ HD: 'whole' }), { complete: 1 }],
  [
    'without files of its types',
    entry({ state: 'saved', lookedUpAt: LOOKED_UP }),
    folderWithFiles({}),
    { complete: 1 },
  ],
  ['half here', entry({ ...HD_SD }), folderWithFiles({ Hd: 'whole' }), { partly: 1, files: 1, missing: 0 }],
  ['whole before a kill', entry({ ...HD }), folderWithFiles({ Hd: 'whole' }), { complete: 1 }],
  ['here, and never looked up', entry({}), folderWithFiles({ Hd: 'whole' }), { partly: 1, files: 1 }],
  [
    'a file deleted',
    entry({ state: 'saved', ...HD }),
    folderWithFiles({ Hd: 'missing' }),
    { partly: 1, missing: 1 },
  ],
  [
    'deleted with its description',
    entry({ state: 'saved', ...HD_SD }),
    folderWithFiles({}),
    { partly: 1, missing: 2 },
  ],
  [
    'a file cut',
    entry({ state: 'saved', ...HD }),
    folderWithFiles({ Hd: 'damaged' }),
    { partly: 1, damaged: 1, missing: 0 },
  ],
  ['being prepared', entry({ state: 'waiting' }), folderWithFiles({}), { waiting: 1 }],
  ['failed', entry({ state: 'failed', ...HD }), folderWithFiles({}), { failed: 1, missing: 0 }],
  [
    'failed, and saved by another process',
    entry({ state: 'failed', ...HD }),
    folderWithFiles({ Hd: 'whole' }),
    { complete: 1 },
  ],
  ['gone', entry({ state: 'gone', ...HD_SD }), folderWithFiles({ Hd: 'whole' }), { goneBeforeSaved: 1 }],
  [
    'gone, and copied here since',
    entry({ state: 'gone', ...HD }),
    folderWithFiles({ Hd: 'whole' }),
    { complete: 1 },
  ],
  ['not allowed', entry({ state: 'notAllowed' }), folderWithFiles({}), { recordings: 1 }],
  [
    'not allowed any more, and whole here',
    entry({ state: 'notAllowed', ...HD }),
    folderWithFiles({ Hd: 'whole' }),
    { complete: 1 },
  ],
  ['excluded', entry({ state: 'excluded' }), folderWithFiles({}), { recordings: 0 }],
  ['without a ledger', null, folderWithFiles({ Hd: 'whole' }), { complete: 1, files: 1 }],
  ['without a ledger, a part short', null, folderWithFiles({ Hd: 'whole' }, 2), { partly: 1 }],
  [
    'without a ledger, all parts',
    null,
    folderWithFiles({ 'Hd 1': 'whole', 'Hd 2': 'whole' }, 2),
    { complete: 1 },
  ],
  [
    'without a ledger, a file deleted',
    null,
    folderWithFiles({ Hd: 'whole', Sd: 'missing' }),
    { partly: 1, missing: 1 },
  ],
  [
    'a description that cannot be read',
    null,
    { ...folderWithFiles({}), unreadable: ['x.json'] },
    { damaged: 1 },
  ],
])('%s', (_what, of, folder, expected) => {
  const { coverage } = coverageOf(of === null ? [] : [of], folder, null)
  const { partly, complete, waiting, failed, goneBeforeSaved } = coverage
  const sum = complete + partly + waiting + failed + goneBeforeSaved
  expect(coverage).toMatchObject({ recordings: of?.state === 'notAllowed' ? 1 : sum, ...expected })
  const isBad = failed + goneBeforeSaved + coverage.missing + coverage.damaged > 0
  expect(needsAttention(coverage)).toBe(isBad)
})

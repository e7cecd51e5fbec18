import { expect, test } from 'vitest'
import { sampleEntry } from '../../test/sample-entry.ts'
import { coverageOf, needsAttention } from './coverage.ts'
import { fileKey, type FolderFile, type FolderFiles } from './folder-files.ts'
import { type LedgerEntry, recordingKey } from './ledger-entry.ts'

const LOOKED_UP = '2026-11-02T01:00:00.000Z'

/** A folder with files of recording `u`, in these states. */
function folderWith(files: Record<string, FolderFile['state']>, parts = 1): FolderFiles {
  const of = { site: 'one.example', confUUID: 'u' }
  const found = Object.entries(files).map(([name, state]): FolderFile => {
    const [fileType = '', part = '1'] = name.split(' ')
    const key = fileKey(of, { fileType, part: Number(part) })
    return {
      ...{ key, path: `${name}.mp4`, fileType, part: Number(part), parts, bytes: 10, sha256: '' },
      ...{ verifiedAt: null, state },
    }
  })
  const recording = { ...of, topic: '', scheduler: '', start: null, seconds: null, files: found }
  return {
    recordings: new Map(found.length === 0 ? [] : [[recordingKey(of.site, 'u'), recording]]),
    whole: new Map(found.filter(({ state }) => state === 'whole').map((one) => [one.key, one])),
    unreadable: [],
  }
}

const entry = (change: Partial<LedgerEntry>): LedgerEntry => sampleEntry('u', change)
const HD = { files: [{ fileType: 'Hd', part: 1 }], lookedUpAt: LOOKED_UP }
const HD_SD = { files: [...HD.files, { fileType: 'Sd', part: 1 }], lookedUpAt: LOOKED_UP }

test.each<[string, LedgerEntry | null, FolderFiles, object]>([
  ['nothing', null, folderWith({}), { recordings: 0 }],
  ['listed only', entry({}), folderWith({}), { partly: 1 }],
  [
    'here as looked up',
    entry({ state: 'saved', ...HD }),
    folderWith({ Hd: 'whole' }),
    { complete: 1, files: 1, bytes: 10 },
  ],
  ['of another case', entry({ state: 'saved', ...HD }), folderWith({ HD: 'whole' }), { complete: 1 }],
  [
    'without files of its types',
    entry({ state: 'saved', lookedUpAt: LOOKED_UP }),
    folderWith({}),
    { complete: 1 },
  ],
  ['half here', entry({ ...HD_SD }), folderWith({ Hd: 'whole' }), { partly: 1, files: 1, missing: 0 }],
  ['whole before a kill', entry({ ...HD }), folderWith({ Hd: 'whole' }), { complete: 1 }],
  ['here, and never looked up', entry({}), folderWith({ Hd: 'whole' }), { partly: 1, files: 1 }],
  [
    'a file deleted',
    entry({ state: 'saved', ...HD }),
    folderWith({ Hd: 'missing' }),
    { partly: 1, missing: 1 },
  ],
  [
    'deleted with its description',
    entry({ state: 'saved', ...HD_SD }),
    folderWith({}),
    { partly: 1, missing: 2 },
  ],
  [
    'a file cut',
    entry({ state: 'saved', ...HD }),
    folderWith({ Hd: 'damaged' }),
    { partly: 1, damaged: 1, missing: 0 },
  ],
  ['being prepared', entry({ state: 'waiting' }), folderWith({}), { waiting: 1 }],
  ['failed', entry({ state: 'failed', ...HD }), folderWith({}), { failed: 1, missing: 0 }],
  [
    'failed, and saved by another process',
    entry({ state: 'failed', ...HD }),
    folderWith({ Hd: 'whole' }),
    { complete: 1 },
  ],
  ['gone', entry({ state: 'gone', ...HD_SD }), folderWith({ Hd: 'whole' }), { goneBeforeSaved: 1 }],
  [
    'gone, and copied here since',
    entry({ state: 'gone', ...HD }),
    folderWith({ Hd: 'whole' }),
    { complete: 1 },
  ],
  ['not allowed', entry({ state: 'notAllowed' }), folderWith({}), { recordings: 1 }],
  ['excluded', entry({ state: 'excluded' }), folderWith({}), { recordings: 0 }],
  ['without a ledger', null, folderWith({ Hd: 'whole' }), { complete: 1, files: 1 }],
  ['without a ledger, a part short', null, folderWith({ Hd: 'whole' }, 2), { partly: 1 }],
  ['without a ledger, all parts', null, folderWith({ 'Hd 1': 'whole', 'Hd 2': 'whole' }, 2), { complete: 1 }],
  [
    'without a ledger, a file deleted',
    null,
    folderWith({ Hd: 'whole', Sd: 'missing' }),
    { partly: 1, missing: 1 },
  ],
  ['a description that cannot be read', null, { ...folderWith({}), unreadable: ['x.json'] }, { damaged: 1 }],
])('%s', (_what, of, folder, expected) => {
  const { coverage } = coverageOf(of === null ? [] : [of], folder, null)
  const { partly, complete, waiting, failed, goneBeforeSaved } = coverage
  const sum = complete + partly + waiting + failed + goneBeforeSaved
  expect(coverage).toMatchObject({ recordings: of?.state === 'notAllowed' ? 1 : sum, ...expected })
  const isBad = failed + goneBeforeSaved + coverage.missing + coverage.damaged > 0
  expect(needsAttention(coverage)).toBe(isBad)
})

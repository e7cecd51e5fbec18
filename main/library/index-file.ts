import { createLineFile, type LineFile, type LineFileEvents, type LineFormat } from '../files/line-file.ts'
import { makeFolder, PRIVATE_FOLDER } from '../files/make-folder.ts'
import { createItems, type Items } from './items.ts'

/** The index on disk: a line for each change of an item (index-line.ts). */
export type IndexFile = LineFile<Items>

/** Neither read nor written by other users. */
const PRIVATE_FILE = 0o600

const FORMAT: LineFormat<Items> = {
  name: 'meetkeep-library',
  create: createItems,
  makeFolder: (folder) => makeFolder(folder, PRIVATE_FOLDER),
  mode: PRIVATE_FILE,
  maxBytes: Infinity,
}

export function createIndexFile(path: string, events: LineFileEvents): IndexFile {
  return createLineFile(path, FORMAT, events)
}

import { createHash } from 'node:crypto'
import type { Source } from '../../contract/download.ts'
import { sourceKey } from '../../contract/source-key.ts'

/**
 * The id of a saved file (contract: `savedIdSchema`): stable across restarts, and not reversible to a path.
 */
export function savedIdOf(source: Source): string {
  return createHash('sha256').update(sourceKey(source)).digest('hex').slice(0, 32)
}

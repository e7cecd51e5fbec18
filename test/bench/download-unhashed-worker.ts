import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'

// The transfer worker without its SHA-256, to separate the cost of hashing from that of moving the bytes.
// Only here: the product always hashes.

const noHash = { update: () => noHash, copy: () => noHash, digest: () => '0'.repeat(64) }
Object.assign(crypto, { createHash: () => noHash })
syncBuiltinESMExports()
await import('../../main/transfer-worker.ts')

import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { type Finding, failed, passed } from './checks.ts'

/** Split in two, so that this text itself is not mistaken for the fuse wire. */
const SENTINEL = Buffer.from(['dL7pKGdnNz796PbbjQWN', 'KmHXBZaB9tsX'].join(''), 'latin1')
/** After the sentinel: one byte for the version, one for the number of fuses. */
const HEAD_BYTES = 2
const LONGEST_WIRE = 64

/**
 * As configured in electron-builder.yml: name -> index in the wire and state (@electron/fuses,
 * FuseV1Options).
 */
export const WANTED_FUSES = {
  runAsNode: [0, false],
  enableCookieEncryption: [1, true],
  enableNodeOptionsEnvironmentVariable: [2, false],
  enableNodeCliInspectArguments: [3, false],
  enableEmbeddedAsarIntegrityValidation: [4, true],
  onlyLoadAppFromAsar: [5, true],
  grantFileProtocolExtraPrivileges: [7, false],
} as const satisfies Record<string, readonly [number, boolean]>

/**
 * The file with the fuses of the program at `execPath`: on macOS the framework, elsewhere the program itself.
 */
export function fuseFile(execPath: string, platform: string): string {
  return platform === 'darwin'
    ? join(execPath, '../../Frameworks/Electron Framework.framework/Electron Framework')
    : execPath
}

/** Reads a program's fuse states, one character each ('0', '1', 'r' for removed); null when it has none. */
export async function readFuseWire(file: string): Promise<string | null> {
  let kept = Buffer.alloc(0)
  for await (const chunk of createReadStream(file, { highWaterMark: 4 * 1024 * 1024 })) {
    const bytes = Buffer.concat([kept, chunk as Buffer])
    const at = bytes.indexOf(SENTINEL)
    const start = at + SENTINEL.length + HEAD_BYTES
    if (at !== -1 && bytes.length >= start) {
      const end = start + (bytes[start - 1] ?? 0)
      if (bytes.length >= end) return bytes.toString('latin1', start, end)
    }
    // The sentinel, or its wire, may span two chunks.
    kept = bytes.subarray(at === -1 ? Math.max(0, bytes.length - SENTINEL.length) : at)
    if (kept.length > SENTINEL.length + HEAD_BYTES + LONGEST_WIRE && at !== -1) return null
  }
  return null
}

/** Are the fuses as configured? */
export function judgeFuses(wire: string | null): Finding {
  if (wire === null) return failed('the program contains no fuses')
  const wrong = Object.entries(WANTED_FUSES)
    .filter(([, [place, isOn]]) => wire[place] !== (isOn ? '1' : '0'))
    .map(([name]) => name)
  return wrong.length === 0
    ? passed(`all as ordered (${wire})`)
    : failed(`not as ordered: ${wrong.join(', ')} (${wire})`)
}

import { createHash } from 'node:crypto'
import type { DemoAddress } from '../service-deps.ts'

/**
 * Starts the demo service at a port derived from the state folder, because the address of a service is part
 * of a file's identity: unfinished downloads then resume after a restart. Falls back to any free port.
 */
export async function startDemoFor(
  home: string,
  start: (options: { port: number }) => Promise<DemoAddress>,
): Promise<DemoAddress> {
  try {
    return await start({ port: demoPort(home) })
  } catch {
    return start({ port: 0 })
  }
}

/** Above the registered ports that services use, below the ephemeral range (32768 on Linux). */
export function demoPort(home: string): number {
  return 20_000 + (createHash('sha256').update(home).digest().readUInt16BE() % 10_000)
}

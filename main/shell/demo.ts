import { createHash } from 'node:crypto'
import type { DemoAddress } from '../service-deps.ts'

/**
 * Starts the demo service at the same port for the same state folder, because the address of a service is part of
 * a file's identity: what was half downloaded goes on after a restart. A taken port gives way to any free one.
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

/** Above the registered ports that services use, below those that systems give out (32768 on Linux). */
export function demoPort(home: string): number {
  return 20_000 + (createHash('sha256').update(home).digest().readUInt16BE() % 10_000)
}

import { rename } from 'node:fs/promises'

/**
 * The path a damaged file is moved to, beside its old one: neither used nor deleted. `corrupt`: unreadable
 * state · `set-aside`: an untrusted unfinished download. Without colons, which Windows forbids.
 */
export function quarantinePath(path: string, why: 'corrupt' | 'set-aside', now: Date): string {
  return `${path}.${why}-${now.toISOString().replaceAll(':', '-')}`
}

/** Quarantines a damaged file, or a folder in its place. Resolves to its new path. */
export async function quarantine(path: string, why: 'corrupt' | 'set-aside', now: Date): Promise<string> {
  const moved = quarantinePath(path, why, now)
  await rename(path, moved)
  return moved
}

import { rename } from 'node:fs/promises'

/**
 * The name under which a damaged file is kept beside its place: neither used nor deleted. `corrupt`: state that cannot
 * be read · `set-aside`: an unfinished download that cannot be relied on. Without colons, which Windows forbids.
 */
export function quarantinePath(path: string, why: 'corrupt' | 'set-aside', now: Date): string {
  return `${path}.${why}-${now.toISOString().replaceAll(':', '-')}`
}

/** Moves a damaged file, or a folder in its place, out of the way. Resolves to its new path. */
export async function quarantine(path: string, why: 'corrupt' | 'set-aside', now: Date): Promise<string> {
  const moved = quarantinePath(path, why, now)
  await rename(path, moved)
  return moved
}

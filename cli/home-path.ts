import { homedir } from 'node:os'
import { sep } from 'node:path'

/**
 * Replaces `~` at the start of a path by the home folder, where no shell has done so: in quotes, after `=`, in a
 * variable. Otherwise a folder with the name `~` would be created. Without a home folder the path is returned.
 */
export function withHome(path: string): string {
  if (path !== '~' && !path.startsWith('~/') && !path.startsWith(`~${sep}`)) return path
  try {
    return homedir() + path.slice(1)
  } catch {
    return path
  }
}

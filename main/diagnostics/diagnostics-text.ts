import type { Download } from '../../contract/download.ts'
import type { Settings, TrustedCertificate } from '../../contract/settings.ts'
import { redact } from '../log/redact.ts'

export interface Diagnostics {
  at: Date
  /** Name of a part -> its version. */
  versions: Record<string, string>
  settings: Settings & { trusted: TrustedCertificate[] }
  /** Where secrets are kept, and how that is known. */
  keychain: string
  downloads: Download[]
  /** The end of the log, oldest first. */
  log: string[]
  /** Folders that say who somebody is -> what is written in their place. */
  folders: Record<string, string>
}

/**
 * One text for whoever looks for a fault: versions, settings, how downloads stand, the end of the log. It has no
 * secret to begin with, since none of these holds one; it is redacted all the same, and home folders are written
 * as `~`, because a user's name is often in them.
 */
export function diagnosticsText(diagnostics: Diagnostics): string {
  const { at, versions, settings, keychain, downloads, log, folders } = diagnostics
  const { trusted, ...rest } = settings
  const shown = {
    ...rest,
    // Of a proxy it counts that it wants a sign-in, not whose.
    proxy: { ...rest.proxy, username: rest.proxy.username === '' ? '' : '…' },
    trusted: trusted.map(({ host, fingerprint }) => ({ host, fingerprint })),
    keychain,
  }
  const text = [
    `Meetkeep diagnostics, ${at.toISOString()}`,
    part('Versions', Object.entries(versions).map(lineOf)),
    part('Settings', Object.entries(shown).map(lineOf)),
    part('Downloads', [...counted(downloads)].map(lineOf)),
    part('Log', log),
  ].join('\n\n')
  return `${redact(withoutFolders(text, folders))}\n`
}

function part(title: string, lines: string[]): string {
  return [`== ${title}`, ...(lines.length === 0 ? ['(none)'] : lines)].join('\n')
}

function lineOf([name, value]: [string, unknown]): string {
  return `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`
}

/** How many there are of each state, and of each reason to fail. */
function counted(downloads: Download[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { state, failure } of downloads) {
    const name = failure === null ? state : `${state} ${failure.code}`
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return counts
}

/** Longer ones first: the home folder is part of others. In JSON a backslash is two. */
function withoutFolders(text: string, folders: Record<string, string>): string {
  return Object.entries(folders)
    .filter(([folder]) => folder.length > 1)
    .toSorted(([a], [b]) => b.length - a.length)
    .reduce(
      (before, [folder, name]) =>
        before.replaceAll(JSON.stringify(folder).slice(1, -1), name).replaceAll(folder, name),
      text,
    )
}

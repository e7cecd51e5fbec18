import type { Download } from '../../contract/download.ts'
import type { Settings, TrustedCertificate } from '../../contract/settings.ts'
import { redact } from '../log/redact.ts'

export interface Diagnostics {
  at: Date
  /** Name of a component -> its version. */
  versions: Record<string, string>
  settings: Settings & { trusted: TrustedCertificate[] }
  /** Where secrets are stored, and how that was determined. */
  keychain: string
  downloads: Download[]
  /** The end of the log, oldest first. */
  log: string[]
  /** Folders that reveal the user -> their replacements. */
  folders: Record<string, string>
}

/**
 * Diagnostics as one text: versions, settings, download counts, the end of the log. None of these contains a
 * secret; it is redacted all the same, and home folders become `~`, because they often contain a user name.
 */
export function diagnosticsText(diagnostics: Diagnostics): string {
  const { at, versions, settings, keychain, downloads, log, folders } = diagnostics
  const { trusted, ...rest } = settings
  const shown = {
    ...rest,
    // Only whether the proxy has a user name, not which.
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

/** Counts downloads by state and by failure code. */
function counted(downloads: Download[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { state, failure } of downloads) {
    const name = failure === null ? state : `${state} ${failure.code}`
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return counts
}

/**
 * Replaces longer paths first, because the home folder is a prefix of others. JSON escapes a backslash as
 * two.
 */
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

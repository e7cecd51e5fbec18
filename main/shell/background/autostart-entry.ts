/** Tells the app that it was started when its user signed in: it opens without a window. */
export const AT_LOGIN = '--at-login'

/**
 * An entry cannot contain control characters, what is left of a path that is not UTF-8, or an equals sign in the path of
 * a program (Desktop Entry Specification, "The Exec key"). It could contain these four, but programs disagree about them:
 * GLib 2.74 does not read `%%` in a program as `%`, systemd 252 reads a backslash as the start of an escape, and keeps
 * the one before `$` and a backtick (tried with `gio launch` and systemd-xdg-autostart-generator).
 */
// oxlint-disable-next-line no-control-regex
const NOT_IN_PATH = /[\u0000-\u001f\u007f=\ufffd\\%$`]/

/**
 * The text of an entry that starts a program at login (Desktop Application Autostart Specification); null for a path
 * that no entry can contain. With `TryExec`, the desktop ignores the entry once the program is gone.
 */
export function autostartEntry(program: string): string | null {
  if (!program.startsWith('/') || NOT_IN_PATH.test(program)) return null
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Meetkeep',
    'Icon=com.meetkeep.app',
    `TryExec=${program}`,
    `Exec=${quotedArgument(program)} ${AT_LOGIN}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n')
}

/** In quotes, in which a quote is escaped; the backslash is escaped again, by the rule for values of the type string. */
const quotedArgument = (path: string): string => `"${path.replaceAll('"', String.raw`\\"`)}"`

/**
 * What an entry at this place says: `on` only if it would start this very program. `Hidden` counts as deleted, and the
 * settings of GNOME switch an entry off in a key of their own.
 */
export function entryState(text: string | null, program: string): 'on' | 'off' | 'blocked' | 'other' {
  if (text === null) return 'off'
  const values = new Map<string, string>()
  let group = ''
  for (const line of text.split('\n')) {
    if (line.startsWith('[')) group = line.trim()
    const at = line.indexOf('=')
    if (group === '[Desktop Entry]' && at > 0 && !line.startsWith('#'))
      values.set(line.slice(0, at).trim(), line.slice(at + 1).trim())
  }
  if (values.get('Hidden') === 'true') return 'off'
  if (values.get('X-GNOME-Autostart-enabled') === 'false') return 'blocked'
  const own = /^Exec=(.*)$/m.exec(autostartEntry(program) ?? '')?.[1]
  return own !== undefined && values.get('Exec') === own ? 'on' : 'other'
}

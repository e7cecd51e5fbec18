import { z } from 'zod'
import { type Language, LANGUAGE_TAGS } from '../i18n/languages.ts'

/** Group of a command: a heading of the palette and the cheat sheet. */
export const COMMAND_GROUPS = ['go', 'page', 'downloads', 'archive', 'look', 'app'] as const
export type CommandGroup = (typeof COMMAND_GROUPS)[number]

/** Menus of the native menu bar that contain commands. */
export type CommandMenu = 'file' | 'edit' | 'view' | 'go' | 'help'

export interface Command {
  group: CommandGroup
  /**
   * Keyboard shortcuts, the displayed one first: 'Mod' is Cmd on macOS and Ctrl elsewhere, the rest are
   * KeyboardEvent.key values. Shortcuts without Mod are ignored while typing in a text field.
   */
  keys?: readonly [string, ...string[]]
  menu?: CommandMenu
}

/**
 * All commands. The menu bar, palette, shortcuts and cheat sheet are built from this table. Commands are
 * idempotent: where the menu bar takes a shortcut too, both it and the page may run the command.
 */
const NAMED_COMMANDS = {
  'go.library': { group: 'go', keys: ['Mod+1'], menu: 'go' },
  'go.recordings': { group: 'go', keys: ['Mod+2'], menu: 'go' },
  'go.meetings': { group: 'go', keys: ['Mod+3'], menu: 'go' },
  'go.minutes': { group: 'go', keys: ['Mod+4'], menu: 'go' },
  'go.programs': { group: 'go', keys: ['Mod+5'], menu: 'go' },
  'go.downloads': { group: 'go', keys: ['Mod+6'], menu: 'go' },
  'go.settings': { group: 'go', keys: ['Mod+,'], menu: 'file' },
  'page.search': {
    group: 'page',
    keys: ['Mod+F', '/'],
    menu: 'edit',
  },
  'page.refresh': {
    group: 'page',
    keys: ['Mod+R', 'F5'],
    menu: 'view',
  },
  'downloads.pauseAll': { group: 'downloads' },
  'downloads.resumeAll': { group: 'downloads' },
  'downloads.retryAll': {
    group: 'downloads',
  },
  'downloads.chooseFolder': {
    group: 'downloads',
    menu: 'file',
  },
  'rules.run': { group: 'archive' },
  'rules.stop': { group: 'archive' },
  'rules.add': { group: 'archive' },
  'rules.show': { group: 'archive' },
  'look.light': { group: 'look' },
  'look.dark': { group: 'look' },
  'look.system': { group: 'look' },
  'minutes.readScreen': {
    group: 'app',
    menu: 'file',
  },
  'app.commands': {
    group: 'app',
    keys: ['Mod+K'],
    menu: 'help',
  },
  'app.keys': {
    group: 'app',
    keys: ['Mod+/', '?'],
    menu: 'help',
  },
  'app.licenses': { group: 'app', menu: 'help' },
  'app.signIn': { group: 'app' },
} as const satisfies Record<string, Command>

/** Commands whose texts are in the catalogue. */
export type NamedCommand = keyof typeof NAMED_COMMANDS
/** The remaining commands choose a language, one for each. */
export type CommandName = NamedCommand | `${typeof CHOOSES_LANGUAGE}${Language}`

const CHOOSES_LANGUAGE = 'look.language.'
const COMMANDS: Readonly<Record<string, Command>> = {
  ...NAMED_COMMANDS,
  ...Object.fromEntries(LANGUAGE_TAGS.map((tag) => [CHOOSES_LANGUAGE + tag, { group: 'look' as const }])),
}

export const commandNames = Object.keys(COMMANDS) as CommandName[]
export const commandNameSchema = z.enum(commandNames as [CommandName, ...CommandName[]])

export const commandOf = (name: CommandName): Command => COMMANDS[name] as Command

/** The language a command chooses; null for any other command. */
export function languageOfCommand(name: CommandName): Language | null {
  return name.startsWith(CHOOSES_LANGUAGE) ? (name.slice(CHOOSES_LANGUAGE.length) as Language) : null
}

/** The command that chooses a language. */
export const commandForLanguage = (tag: Language): CommandName => `${CHOOSES_LANGUAGE}${tag}`

import { type Command, Help } from 'commander'
import type { Text } from '../i18n/texts.ts'
import { inLanguage } from './commander-text.ts'
import { EXIT } from './exit-status.ts'
import { widthOf, wrap } from './text.ts'

/** The headings that commander writes itself, by their text in its code (lib/help.js). */
const HEADINGS = {
  'Usage:': 'usage',
  'Arguments:': 'arguments',
  'Options:': 'options',
  'Commands:': 'commands',
} as const

/** Settings of commander's help: the language of `t`, and the columns that wide characters need. */
export function helpIn(t: Text): Partial<Help> {
  const base = Help.prototype
  return {
    styleTitle: (title) => headingOf(title, t),
    // A full-width colon has its space inside.
    formatHelp: (command, helper) => base.formatHelp.call(helper, command, helper).replace('： ', '：'),
    commandUsage: (command) => inLanguage(base.commandUsage(command), t),
    optionTerm: (option) => inLanguage(base.optionTerm(option), t),
    subcommandTerm: (command) => inLanguage(base.subcommandTerm(command), t),
    displayWidth: widthOf,
    // Of descriptions, in columns: commander does not break them at all where fewer are left.
    minWidthToWrap: 20,
    boxWrap: wrap,
  }
}

function headingOf(title: string, t: Text): string {
  const isKnown = (text: string): text is keyof typeof HEADINGS => Object.hasOwn(HEADINGS, text)
  return isKnown(title) ? t(`terminalHelp.headings.${HEADINGS[title]}`) : title
}

const VARIABLES = {
  MEETKEEP_SITE: 'site',
  MEETKEEP_APP_ID: 'appId',
  MEETKEEP_ACCOUNT: 'account',
  MEETKEEP_ACCESS_TOKEN: 'accessToken',
  MEETKEEP_APP_KEY_FILE: 'secretFile',
  MEETKEEP_MEETINGS_URL: 'meetingsUrl',
  MEETKEEP_HOME: 'home',
  MEETKEEP_CA_FILE: 'caFile',
  MEETKEEP_TRUST_FILE: 'trustFile',
  HTTPS_PROXY: 'proxy',
  NO_PROXY: 'noProxy',
  LANG: 'language',
} as const

/** The environment variables and exit statuses, as the last part of the program's help. */
export function environmentHelp(program: Command, t: Text): string {
  const helper = program.createHelp()
  helper.prepareContext({ helpWidth: process.stdout.columns })
  const list = (title: string, rows: [term: string, text: string][]): string[] => {
    const width = Math.max(...rows.map(([term]) => term.length))
    return ['', title, ...rows.map(([term, text]) => helper.formatItem(term, width, text, helper))]
  }
  return [
    ...list(
      t('terminalHelp.headings.environment'),
      Object.entries(VARIABLES).map(([name, key]) => [name, t(`terminalHelp.environment.${key}`)]),
    ),
    ...list(
      t('terminalHelp.headings.exitStatus'),
      (['done', 'failed', 'usage', 'signIn', 'interrupted'] as const).map((name) => [
        String(EXIT[name]),
        t(`terminalHelp.exitStatus.${name}`),
      ]),
    ),
  ].join('\n')
}

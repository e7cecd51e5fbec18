import { useQueryClient } from '@tanstack/react-query'
import { commandForLanguage, type CommandName, commandNames } from '../../contract/commands.ts'
import { isActive, isResumable } from '../../contract/download-states.ts'
import type { SettingsPatch } from '../../contract/settings.ts'
import { type Language, LANGUAGE_TAGS } from '../../i18n/languages.ts'
import { call } from '../bridge.ts'
import { editRule } from '../model/rule-editor.ts'
import { isUnderWay, ruleStatus } from '../model/rule-view.ts'
import { readScreen } from '../features/minutes/page-reader.ts'
import { type KnownRule, useRules } from '../state/rules-state.ts'
import { settingsQuery, useAccount, useDownloads } from '../state/server-state.ts'
import { goTo, type PageName } from '../navigation.ts'
import { useErrorToast } from '../state/use-action.ts'

/** What a command does, and whether it is currently available. */
export interface CommandHandler {
  run: () => void
  isPossible?: () => boolean
}

/** Dialogs that open over the page. */
export type Overlay = 'commands' | 'keys' | 'licenses'

/** One handler for each command; a missing one does not compile. */
export function useCommandHandlers(open: (overlay: Overlay) => void): Record<CommandName, CommandHandler> {
  const queries = useQueryClient()
  const report = useErrorToast()
  const account = useAccount()
  const state = useDownloads()
  const downloads = state.status === 'ready' ? [...state.value.values()] : []
  const change = (patch: SettingsPatch): CommandHandler => ({
    run: () => report(call('settings.set', patch).then(settingsQuery.replace)),
  })
  const has = (is: (one: (typeof downloads)[number]) => boolean) => () => downloads.some(is)
  const rules = useRules() ?? []
  const running = rules.filter((one) => isUnderWay(ruleStatus(one.state)))
  const idle = rules.filter((one) => !running.includes(one))
  const act = (action: 'run' | 'stop', on: KnownRule[]): void => {
    for (const { rule } of on) report(call('rules.act', { id: rule.id, action }))
  }

  return {
    ...goToPages(),
    'page.search': { run: () => searchField()?.focus(), isPossible: () => searchField() !== null },
    'page.refresh': { run: () => report(queries.refetchQueries({ type: 'active' })) },
    'downloads.pauseAll': {
      run: () => report(call('downloads.pause', { ids: 'all' })),
      isPossible: has(isActive),
    },
    'downloads.resumeAll': {
      run: () => report(call('downloads.resume', { ids: 'all' })),
      isPossible: has(isResumable),
    },
    'downloads.retryAll': {
      run: () => report(call('downloads.retry', { ids: 'all' })),
      isPossible: has(({ state: is }) => is === 'failed'),
    },
    'downloads.chooseFolder': {
      run: () => report(call('settings.chooseFolder').then(settingsQuery.replace)),
    },
    'rules.run': {
      run: () => act('run', idle),
      isPossible: () => idle.length > 0,
    },
    'rules.stop': {
      run: () => act('stop', running),
      isPossible: () => running.length > 0,
    },
    'rules.add': { run: () => editRule(null), isPossible: () => account !== null },
    'rules.show': { run: () => goTo('settings', 'archive') },
    'look.light': change({ theme: 'light' }),
    'look.dark': change({ theme: 'dark' }),
    'look.system': change({ theme: 'system' }),
    ...chooseLanguages((language) => change({ language })),
    'minutes.readScreen': { run: readScreen },
    'app.commands': { run: () => open('commands') },
    'app.keys': { run: () => open('keys') },
    'app.licenses': { run: () => open('licenses') },
    'app.signIn': { run: () => goTo('welcome'), isPossible: () => account === null },
  }
}

/** The commands that open a page are named after it. */
type GoCommand = Extract<CommandName, `go.${PageName}`>
const isGoCommand = (name: CommandName): name is GoCommand => name.startsWith('go.')

function goToPages(): Record<GoCommand, CommandHandler> {
  const handlers = commandNames
    .filter(isGoCommand)
    .map((name) => [name, { run: () => goTo(name.slice('go.'.length) as PageName) }])
  return Object.fromEntries(handlers) as Record<GoCommand, CommandHandler>
}

function chooseLanguages(
  handlerOf: (language: Language) => CommandHandler,
): Record<`look.language.${Language}`, CommandHandler> {
  const handlers = LANGUAGE_TAGS.map((tag) => [commandForLanguage(tag), handlerOf(tag)])
  return Object.fromEntries(handlers) as Record<`look.language.${Language}`, CommandHandler>
}

/** The search field in the page's header; a field for an ID counts as one. */
function searchField(): HTMLInputElement | null {
  const fields = [...document.querySelectorAll<HTMLInputElement>('main header input')]
  // A select renders a hidden field for its form, which the keyboard cannot reach.
  const ofType = (type: string) => fields.find((field) => field.type === type && field.tabIndex >= 0)
  return ofType('search') ?? ofType('text') ?? null
}

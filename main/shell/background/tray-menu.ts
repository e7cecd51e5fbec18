import type { Language } from '../../../i18n/languages.ts'
import { textOf } from '../../../i18n/texts.ts'
import { safePiece } from '../../naming/safe-text.ts'
import type { TrayState } from './tray-state.ts'

export type TrayAction = 'pauseAll' | 'resumeAll' | 'readCode' | 'runRules' | 'openLibrary' | 'open' | 'quit'

/** The menu as data. `file`: opens a saved file by its id. */
export type TrayItem =
  | { kind: 'separator' }
  | { kind: 'text'; label: string }
  | { kind: 'action'; action: TrayAction; label: string; isEnabled: boolean }
  | { kind: 'file'; id: string; label: string }

/** Characters of a file's name: a menu is as wide as its longest item. */
const LONGEST_NAME = 50

export function trayMenu(state: TrayState, language: Language): TrayItem[] {
  const t = textOf(language)
  const action = (name: TrayAction, isEnabled = true): TrayItem => ({
    kind: 'action',
    action: name,
    label: t(`native.tray.${name}`),
    isEnabled,
  })
  const separator: TrayItem = { kind: 'separator' }
  const saved: TrayItem[] = state.saved.map(({ id, name }) => ({ kind: 'file', id, label: shortName(name) }))
  return [
    { kind: 'text', label: activityText(state, language) },
    separator,
    // One of the two: a menu that offers both says nothing about the state.
    state.canResume && !state.canPause ? action('resumeAll') : action('pauseAll', state.canPause),
    ...(state.rules > 0 ? [action('runRules')] : []),
    action('readCode'),
    separator,
    ...(saved.length > 0
      ? [{ kind: 'text' as const, label: t('native.tray.lastSaved') }, ...saved, separator]
      : []),
    action('openLibrary'),
    action('open'),
    separator,
    action('quit'),
  ]
}

/** The first line of the menu. */
export function activityText({ activity }: TrayState, language: Language): string {
  const t = textOf(language)
  switch (activity.kind) {
    case 'saving': {
      // Rounded down: 100 % would say that it is done.
      const percent = Math.floor(activity.share * 100)
      return t('native.tray.saving', { done: activity.done, of: activity.of, percent })
    }
    case 'paused':
      return t('native.tray.paused', { count: activity.count })
    case 'waits-for-user':
      return t('native.tray.waitsForUser', { count: activity.count })
    case 'listing':
    case 'complete':
    case 'idle':
      return t(`native.tray.${activity.kind}`)
  }
}

export function trayTooltip(state: TrayState, language: Language): string {
  return `Meetkeep · ${activityText(state, language)}`
}

/** Without the characters that change how a text is shown; shortened in the middle, as the end has the part. */
function shortName(name: string): string {
  const characters = Array.from(safePiece(name))
  if (characters.length <= LONGEST_NAME) return characters.join('')
  const half = Math.floor((LONGEST_NAME - 1) / 2)
  return [...characters.slice(0, half), '…', ...characters.slice(-half)].join('')
}

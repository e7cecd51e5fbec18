import type { CommandName } from '../../../contract/commands.ts'
import { describeFailure } from '../../../i18n/describe-failure.ts'
import type { Language } from '../../../i18n/languages.ts'
import { textOf } from '../../../i18n/texts.ts'
import { safePiece } from '../../naming/safe-text.ts'
import type { NotificationText } from '../notification-text.ts'
import { type Due, type DueKind, QUIET_DAYS } from './notification-policy.ts'

/** What the button of a notification does: `open` as a click on it, `saveNow` runs the rules. */
export type DueAction = 'open' | 'saveNow'

/**
 * Where a click leads, and whether the page says the same at a glance, so that nothing is shown over a window that is
 * in front.
 */
export const DUE_PAGES: Record<DueKind, { opens: CommandName; isOnPage: boolean }> = {
  signIn: { opens: 'app.signIn', isOnPage: true },
  gone: { opens: 'go.recordings', isOnPage: true },
  disk: { opens: 'go.library', isOnPage: false },
  leaving: { opens: 'go.recordings', isOnPage: true },
  quiet: { opens: 'rules.show', isOnPage: false },
  failing: { opens: 'rules.show', isOnPage: true },
}

/** The text of a notification and of its button. */
export function dueText(
  due: Due,
  language: Language,
): NotificationText & { action: DueAction; button: string } {
  const t = textOf(language)
  const show = { action: 'open', button: t('native.due.show') } as const
  const ofRules = (rules: readonly string[], key: 'signIn.body' | 'quiet.body' | 'failing.title'): string =>
    t(rules.length === 1 ? `native.due.${key}` : `native.due.${key}Several`, {
      name: safePiece(rules[0] ?? ''),
    })
  switch (due.kind) {
    case 'signIn':
      return {
        title: t('native.due.signIn.title'),
        body: ofRules(due.rules, 'signIn.body'),
        ...{ action: 'open', button: t('native.due.signIn.button') },
      }
    case 'gone':
      return {
        title: t('native.due.gone.title', { count: due.count }),
        body: t('native.due.gone.body'),
        ...show,
      }
    case 'disk': {
      const gigabytes = due.freeBytes / 1e9
      const free = new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(gigabytes)
      return {
        title: t('native.due.disk.title'),
        body: t('native.due.disk.body', { free, folder: due.folder }),
        ...show,
      }
    }
    case 'leaving': {
      const { count, days, canSave } = due
      return {
        title: t('native.due.leaving.title', { count }),
        body: days === 0 ? t('native.due.leaving.today') : t('native.due.leaving.inDays', { count: days }),
        ...(canSave ? { action: 'saveNow', button: t('native.due.leaving.button') } : show),
      }
    }
    case 'quiet':
      return {
        title: t('native.due.quiet.title', { days: QUIET_DAYS }),
        body: ofRules(due.rules, 'quiet.body'),
        ...show,
      }
    case 'failing':
      return {
        title: ofRules(due.rules, 'failing.title'),
        body: describeFailure(due.failure, language).title,
        ...show,
      }
  }
}

import { AppError } from '../../contract/errors.ts'
import { localTime } from '../csv.ts'
import { reportKindOf, writeReport } from '../export/write-report.ts'
import { safePiece } from '../naming/safe-text.ts'
import type { HandlerContext } from './handler-context.ts'
import type { Handlers } from './registrar.ts'

/** Folders chosen in the dialog, in this run, that rules may name. */
const MAX_CHOSEN = 20

/**
 * [Note: folders of rules] The page cannot be trusted to choose where main writes by itself: a rule may name the folder
 * of the settings, one of another rule, or one that was chosen in main's dialog.
 */
export function ruleCalls({ services: { rules }, settings, host }: HandlerContext) {
  const chosen = new Set<string>()
  const checkFolder = (folder: string): void => {
    const isKnown =
      folder === settings.get().folder ||
      chosen.has(folder) ||
      rules.list().rules.some((rule) => rule.folder === folder)
    if (!isKnown) throw new AppError('BAD_INPUT', { detail: 'the folder was not chosen' })
  }
  return {
    'rules.list': () => rules.list(),
    'rules.save': (rule) => {
      checkFolder(rule.folder)
      rules.save(rule)
    },
    'rules.remove': ({ id }) => rules.remove(id),
    'rules.act': ({ id, action }) => rules.act(id, action),
    'rules.dryRun': async (rule) => {
      checkFolder(rule.folder)
      return await rules.dryRun(rule)
    },
    'rules.cancelDryRun': () => rules.cancelDryRun(),
    'rules.chooseFolder': async () => {
      const folder = await host.chooseFolder()
      if (folder !== null) {
        chosen.delete(folder)
        chosen.add(folder)
        const [oldest] = chosen
        if (chosen.size > MAX_CHOSEN && oldest !== undefined) chosen.delete(oldest)
      }
      return { folder }
    },
    'rules.saveReport': async ({ id, format }) => {
      const name = rules.list().rules.find((rule) => rule.id === id)?.name
      if (name === undefined) throw new AppError('NOT_FOUND', { detail: 'there is no such rule' })
      const [day] = localTime(new Date().toISOString()).split(' ')
      const path = await host.choosePath(`${safePiece(name).slice(0, 80)} ${day ?? ''}.${format}`)
      if (path === null) return { isSaved: false }
      // A name that the user has typed may have no ending: it stays the user's.
      await writeReport(path, await rules.report(id), host.language(), reportKindOf(path) ?? format)
      return { isSaved: true }
    },
  } satisfies Partial<Handlers>
}

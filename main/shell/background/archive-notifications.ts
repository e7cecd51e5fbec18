import { join } from 'node:path'
import type { CommandName } from '../../../contract/commands.ts'
import { toFailure } from '../../../contract/errors.ts'
import type { Language } from '../../../i18n/languages.ts'
import type { LedgerEntry } from '../../archive/ledger-entry.ts'
import { readLedger } from '../../archive/ledger.ts'
import { stateFile } from '../../files/state-file.ts'
import type { Log, SettingsAccess } from '../../interfaces.ts'
import type { ArchiveRules } from '../../rules/rules-api.ts'
import type { Services } from '../../services.ts'
import type { Notify } from '../background-activity.ts'
import { DUE_PAGES, dueText } from './due-text.ts'
import { dueNotifications, type DueKind, type Present } from './notification-policy.ts'
import { readRooms } from './read-rooms.ts'
import type { RecentFiles } from './recent-files.ts'
import { nothingTold, type Told, toldSchema } from './told-state.ts'

/** The disk fills and recordings come closer to their end without an event of the rules. */
const CHECK_MS = 3_600_000
/** What changes together is told together; a sign-in that is restored late needs no notification. */
const SETTLE_MS = 2000

export interface ArchiveNotifications {
  /** Looks at the archive now; what is due is shown and remembered. Never rejects. */
  check(): Promise<void>
  /** Checks from now on: soon, after changes, and every hour. */
  start(): void
}

/** Tells the user what an archive that runs by itself needs, see notification-policy.ts. */
export function createArchiveNotifications(deps: {
  home: string
  services: Pick<Services, 'downloads' | 'leaving' | 'session'>
  rules: Pick<ArchiveRules, 'list' | 'act' | 'onChange'>
  recent: Pick<RecentFiles, 'newestAt'>
  settings: Pick<SettingsAccess, 'get' | 'onChange'>
  language: () => Language
  notify: Notify
  /** Brings the window to the front and runs a command of the page. */
  open: (command: CommandName) => void
  onQuarantined: (path: string) => void
  now?: () => number
  log: Log
}): ArchiveNotifications {
  const { home, services, rules, recent, settings, language, notify, open, onQuarantined, log } = deps
  const { now = Date.now } = deps
  const file = stateFile<Told>(join(home, 'notifications.json'), toldSchema, nothingTold, onQuarantined)
  let told: Told | null = null
  let checking: Promise<void> = Promise.resolve()

  const runRules = (): void => {
    for (const { id, isOn } of rules.list().rules) if (isOn) rules.act(id, 'run')
  }

  const readPresent = async (): Promise<Present> => {
    const on = rules.list().rules.filter(({ isOn }) => isOn)
    const folders = [...new Set(on.map(({ folder }) => folder))]
    const [entries, rooms] = await Promise.all([
      settings.get().retentionDays === null ? [] : readEntries(folders),
      readRooms(folders, services.downloads.list()),
    ])
    // Read at last: reading the disks takes time.
    return {
      ...{ now: now(), ...rules.list(), account: services.session.state(), rooms },
      ...{ leaving: services.leaving.soon(entries), newestSavedAt: recent.newestAt() },
    }
  }

  const checkNow = async (): Promise<void> => {
    // What is not shown is not told: switched on again, it is.
    if (!settings.get().notifies) return
    told ??= await file.read()
    const { due, told: next } = dueNotifications(told, await readPresent())
    const isChanged = JSON.stringify(next) !== JSON.stringify(told)
    told = next
    for (const one of due) show(one)
    if (isChanged) await file.write(next)
  }

  const show = (due: Parameters<typeof dueText>[0]): void => {
    const { action, button, ...text } = dueText(due, language())
    const { opens, isOnPage } = DUE_PAGES[due.kind]
    const onPressed = (): void => open(opens)
    notify({
      ...{ id: idOf(due.kind), text, isOnPage, onPressed },
      button: { label: button, onPressed: action === 'saveNow' ? runRules : onPressed },
    })
  }

  const check = async (): Promise<void> => {
    checking = checking.then(checkNow).catch((error: unknown) => {
      log.warn('it was not checked what the archive needs', { code: toFailure(error).code })
    })
    await checking
  }

  return {
    check,
    start: () => {
      let last = ''
      let settling: NodeJS.Timeout | null = null
      const soon = (): void => {
        settling ??= setTimeout(() => {
          settling = null
          void check()
        }, SETTLE_MS).unref()
      }
      const onChange = (): void => {
        const next = gistOf(rules.list(), services.session.state().account !== null, settings.get())
        if (next !== last) soon()
        last = next
      }
      rules.onChange(onChange)
      services.session.onChange(onChange)
      settings.onChange(onChange)
      setInterval(soon, CHECK_MS).unref()
      onChange()
    },
  }
}

/** A later one of the same kind takes the place of the one before, where the system has it still. */
const idOf = (kind: DueKind): string => `archive-${kind}`

/** What makes a check worth its reading: not the progress of a pass. */
function gistOf(
  { rules, states }: ReturnType<ArchiveRules['list']>,
  isSignedIn: boolean,
  { notifies, retentionDays }: ReturnType<SettingsAccess['get']>,
): string {
  return JSON.stringify([
    ...[isSignedIn, notifies, retentionDays, rules.map(({ id, isOn, folder }) => [id, isOn, folder])],
    states.map(({ id, failure, lastPass, coverage }) => [
      ...[id, failure?.code, lastPass?.startedAt, coverage?.goneBeforeSaved],
    ]),
  ])
}

/** The ledgers of these folders; one that cannot be read is left out. */
async function readEntries(folders: readonly string[]): Promise<LedgerEntry[]> {
  const entries: LedgerEntry[] = []
  for (const folder of folders) {
    const ledger = await readLedger(folder).catch(() => null)
    for (const entry of ledger?.entries() ?? []) entries.push(entry)
  }
  return entries
}

import { Copy, Download, FileText, Folder, FolderSearch, Info, Play, ShieldCheck, Trash2 } from 'lucide-react'
import type { LibraryItem } from '../../../contract/library.ts'
import { call } from '../../bridge.ts'
import { useText } from '../../i18n/text.ts'
import { hashOfWatching } from '../../model/watch-target.ts'
import { goTo, goToHash } from '../../navigation.ts'
import { capsOf } from '../../keys.ts'
import { isMac } from '../../platform.ts'
import { verifyQuery } from '../../state/server-state.ts'
import { showToast } from '../../state/toasts.ts'
import { useErrorToast } from '../../state/use-action.ts'
import { copyText } from '../../ui/copy-button.tsx'
import type { MenuItem } from '../../ui/menu.tsx'
import { ACTION_KEYS, actionsOf, filesWith, type ItemAction, MOVABLE, NOT_WHOLE } from './item-actions.ts'
import { filesHere } from './item-state.ts'

export type RunItemAction = (action: ItemAction, item: LibraryItem) => void

export const ACTION_ICONS = {
  play: <Play aria-hidden="true" />,
  open: <FileText aria-hidden="true" />,
  details: <Info aria-hidden="true" />,
  reveal: <Folder aria-hidden="true" />,
  copyPath: <Copy aria-hidden="true" />,
  verify: <ShieldCheck aria-hidden="true" />,
  locate: <FolderSearch aria-hidden="true" />,
  downloadAgain: <Download aria-hidden="true" />,
  remove: <Trash2 aria-hidden="true" />,
} as const satisfies Record<ItemAction, unknown>

/** Runs an action; a failure is shown in a toast. */
export function useRunItemAction(onDetails: (item: LibraryItem) => void): RunItemAction {
  const t = useText()
  const report = useErrorToast()
  const copyPath = async (id: string) => {
    const { path } = await call('library.path', { id })
    if (await copyText(path)) showToast({ kind: 'good', title: t('library.pathCopied') })
  }
  const undo = async () => {
    const { files } = await call('library.undoRemove')
    showToast({ kind: 'info', title: t(files > 0 ? 'library.removal.undone' : 'library.removal.tooLate') })
  }
  const remove = async (item: LibraryItem) => {
    const ids = item.files.filter(({ state }) => state !== 'not-connected').map(({ id }) => id)
    const { files } = await call('library.remove', { ids })
    showToast({
      kind: 'info',
      title: t('library.removal.begun', { count: files, value: String(files) }),
      action: { label: t('library.removal.undo'), onPress: () => report(undo()) },
    })
  }
  const locate = async (item: LibraryItem) => {
    const files = filesWith(item, MOVABLE)
    const result = await call('library.locate', { ids: files.map(({ id }) => id) })
    if (result === null) return
    const { found, isStopped } = result
    showToast({
      kind: found === files.length ? 'good' : isStopped ? 'info' : 'bad',
      title: t('library.located', { found: String(found), of: String(files.length) }),
    })
  }
  const downloadAgain = async (item: LibraryItem) => {
    const files = filesWith(item, NOT_WHOLE)
    await call('library.downloadAgain', { ids: files.map(({ id }) => id) })
    showToast({
      kind: 'info',
      title: t('library.downloadingAgain', { count: files.length, value: String(files.length) }),
      action: { label: t('library.showDownloads'), onPress: () => goTo('downloads') },
    })
  }
  return (action, item) => {
    const [first] = filesHere(item)
    if (action === 'details') onDetails(item)
    else if (action === 'verify')
      report(call('library.verify', { keys: [item.key] }).then(verifyQuery.replace))
    else if (action === 'remove') report(remove(item))
    else if (action === 'locate') report(locate(item))
    else if (action === 'downloadAgain') report(downloadAgain(item))
    else if (first === undefined) return
    else if (action === 'reveal') report(call('library.reveal', { id: first.id }))
    else if (action === 'copyPath') report(copyPath(first.id))
    else if (action === 'open') report(call('library.open', { id: first.id }))
    else if (first.source.kind === 'recording')
      goToHash(hashOfWatching({ site: item.site, confUUID: first.source.confUUID, from: 'library' }))
  }
}

function shortcutOf(action: ItemAction): { shortcut?: string } {
  const key = ACTION_KEYS[action]
  return key === undefined ? {} : { shortcut: capsOf(key, isMac).join(isMac ? '' : '+') }
}

/** The actions of an item as menu items. */
export function useActionItems(run: RunItemAction): (item: LibraryItem) => MenuItem[] {
  const t = useText()
  return (item) =>
    actionsOf(item).map((action) => ({
      label: t(`library.${action}`),
      icon: ACTION_ICONS[action],
      ...shortcutOf(action),
      isDangerous: action === 'remove',
      onChoose: () => run(action, item),
    }))
}

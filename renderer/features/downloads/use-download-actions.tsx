import {
  ArrowUpToLine,
  Ban,
  CirclePlay,
  FolderOpen,
  ListX,
  Pause,
  Play,
  RotateCw,
  SquareArrowOutUpRight,
} from 'lucide-react'
import type { ReactNode } from 'react'
import type { Download } from '../../../contract/download.ts'
import { call } from '../../bridge.ts'
import { capsOf } from '../../keys.ts'
import { isMac } from '../../platform.ts'
import { useText } from '../../i18n/text.ts'
import { goToHash } from '../../navigation.ts'
import type { MenuItem } from '../../ui/menu.tsx'
import type { Cancellation } from './cancel-dialog.tsx'
import { useClear } from './use-clear.ts'
import { useErrorToast } from '../../state/use-action.ts'
import { hashOfWatching } from '../../model/watch-target.ts'
import { ACTION_KEYS, actionsFor, type DownloadAction, fittingFor } from '../../model/download-actions.ts'

export const ACTION_ICONS: Record<DownloadAction, ReactNode> = {
  watch: <CirclePlay aria-hidden="true" />,
  open: <SquareArrowOutUpRight aria-hidden="true" />,
  reveal: <FolderOpen aria-hidden="true" />,
  pause: <Pause aria-hidden="true" />,
  resume: <Play aria-hidden="true" />,
  retry: <RotateCw aria-hidden="true" />,
  moveToTop: <ArrowUpToLine aria-hidden="true" />,
  cancel: <Ban aria-hidden="true" />,
  clear: <ListX aria-hidden="true" />,
}

/** `orderId`: of the order whose downloads these are; then the action applies to all of them, shown or not. */
export type RunAction = (action: DownloadAction, chosen: readonly Download[], orderId?: string | null) => void

/** Applies an action to the selected downloads that allow it; cancelling asks first. */
export function useRunAction(onCancel: (cancel: Cancellation) => void): RunAction {
  const report = useErrorToast()
  const clear = useClear()
  return (action, chosen, orderId = null) => {
    const start = action === 'clear' ? clear : report
    // Main applies it to the whole order, of which a view or a search may show a part.
    if (orderId !== null && action === 'cancel') return onCancel({ orderId })
    if (orderId !== null && action !== 'watch' && action !== 'open' && action !== 'reveal')
      return start(call('orders.act', { id: orderId, action }))
    const fitting = fittingFor(action, chosen)
    const ids = fitting.map(({ id }) => id)
    const [first] = fitting
    if (first === undefined) return
    const { id, source } = first
    if (action === 'watch') {
      if (source.kind === 'recording') goToHash(hashOfWatching({ ...source, from: 'downloads' }))
    } else if (action === 'cancel') onCancel({ ids })
    else if (action === 'open' || action === 'reveal') report(call(`downloads.${action}`, { id }))
    else start(call(`downloads.${action}`, { ids }))
  }
}

/** The menu of a line: the actions of its downloads, with their keys. */
export function useActionItems(
  run: RunAction,
): (chosen: readonly Download[], orderId: string | null) => MenuItem[] {
  const t = useText()
  return (chosen, orderId) =>
    actionsFor(chosen).map((action) => ({
      label: t(`downloads.${action}`),
      icon: ACTION_ICONS[action],
      shortcut: capsOf(ACTION_KEYS[action], isMac).join(isMac ? '' : '+'),
      isDangerous: action === 'cancel',
      onChoose: () => run(action, chosen, orderId),
    }))
}

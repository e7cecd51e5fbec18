import { call } from '../../bridge.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { useOrders } from '../../state/server-state.ts'
import { useErrorToast } from '../../state/use-action.ts'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { openIn } from '../../model/order-state.ts'

/** What is to be cancelled: downloads, or those of an order. */
export type Cancellation = { ids: string[] } | { orderId: string }

/** The most that one call takes (contract/ipc.ts); more are all but a few. */
const MOST_IDS = 10_000

/** Asks before downloads are cancelled, and says how many. */
export function CancelDialog({ cancel, onClose }: { cancel: Cancellation | null; onClose: () => void }) {
  const t = useText()
  const format = useFormat()
  const report = useErrorToast()
  const count = useCount(cancel)
  const value = format.count(count)
  const confirm = () => {
    if (cancel !== null && 'orderId' in cancel)
      report(call('orders.act', { id: cancel.orderId, action: 'cancel' }))
    else if (cancel !== null)
      report(call('downloads.cancel', { ids: cancel.ids.length > MOST_IDS ? 'all' : cancel.ids }))
    onClose()
  }
  return (
    <ConfirmDialog
      isOpen={cancel !== null}
      onClose={onClose}
      onConfirm={confirm}
      title={count === 1 ? t('downloads.cancelTitle') : t('downloads.cancelManyTitle', { count, value })}
      confirmLabel={
        count === 1 ? t('downloads.cancelConfirm') : t('downloads.cancelManyConfirm', { count, value })
      }
      cancelLabel={t('downloads.keep')}
      isDangerous
    >
      {t('downloads.cancelBody', { count })}
    </ConfirmDialog>
  )
}

/** How many downloads are cancelled. */
function useCount(cancel: Cancellation | null): number {
  const { orders } = useOrders()
  if (cancel === null) return 1
  return 'ids' in cancel ? cancel.ids.length : openIn(orders.get(cancel.orderId)?.totals)
}

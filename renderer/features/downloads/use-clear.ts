import { call } from '../../bridge.ts'
import { useText } from '../../i18n/text.ts'
import { showToast } from '../../state/toasts.ts'
import { useErrorToast } from '../../state/use-action.ts'

/** Waits for a call that removes ended downloads from the list, and offers to bring them back. */
export function useClear(): (clearing: Promise<unknown>) => void {
  const t = useText()
  const report = useErrorToast()
  return (clearing) =>
    report(
      clearing.then(() =>
        showToast({
          kind: 'info',
          title: t('downloads.cleared.title'),
          description: t('downloads.cleared.hint'),
          action: { label: t('downloads.cleared.undo'), onPress: () => report(call('orders.undoClear')) },
        }),
      ),
    )
}

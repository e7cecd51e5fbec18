import { useEvent } from '../../bridge.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { goTo } from '../../navigation.ts'
import { showToast } from '../../state/toasts.ts'

/** Shows a toast on any page when all downloads have ended, with their results. */
export function useBatchToast(): void {
  const t = useText()
  const format = useFormat()
  useEvent('downloads.batchEnded', ({ saved, failed, stopped }) => {
    const words = (key: 'saved' | 'failed' | 'stopped', count: number) =>
      count === 0 ? [] : [t(`downloads.batch.${key}`, { count, value: format.count(count) })]
    showToast({
      kind: failed + stopped > 0 ? 'bad' : 'good',
      title: stopped > 0 ? t('downloads.batch.stoppedTitle') : t('downloads.batch.title'),
      description: [...words('saved', saved), ...words('failed', failed), ...words('stopped', stopped)].join(
        t('downloads.batch.between'),
      ),
      action: { label: t('downloads.batch.show'), onPress: () => goTo('downloads') },
    })
  })
}

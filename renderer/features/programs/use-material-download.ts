import { useMutation } from '@tanstack/react-query'
import { type Failure, toFailure } from '../../../contract/errors.ts'
import { call } from '../../bridge.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { settingsQuery, useSettings } from '../../state/server-state.ts'
import { goTo } from '../../navigation.ts'
import { showToast } from '../../state/toasts.ts'

export interface MaterialDownload {
  start(materialIds: string[]): void
  isBusy: boolean
  failure: Failure | null
}

/** Queues materials of a program; asks for the folder first if none is set. */
export function useMaterialDownload(programId: string): MaterialDownload {
  const t = useText()
  const format = useFormat()
  const { folder } = useSettings()
  const queue = useMutation({
    mutationFn: async (materialIds: string[]) => {
      if (folder === null) {
        const settings = await call('settings.chooseFolder')
        settingsQuery.replace(settings)
        // The dialog was closed: the user has cancelled.
        if (settings.folder === null) return null
      }
      return await call('downloads.addMaterials', { programId, materialIds })
    },
    onSuccess: (result) => {
      if (result === null) return
      const { added, known } = result
      const words = {
        ...(known > 0
          ? { description: t('programs.known', { count: known, value: format.count(known) }) }
          : {}),
        action: { label: t('programs.showDownloads'), onPress: () => goTo('downloads') },
      }
      showToast(
        added > 0
          ? {
              kind: 'good',
              title: t('programs.added', { count: added, value: format.count(added) }),
              ...words,
            }
          : { kind: 'info', title: t('programs.nothingAdded'), ...words },
      )
    },
  })
  return {
    start: (materialIds) => queue.mutate(materialIds),
    isBusy: queue.isPending,
    failure: queue.isError ? toFailure(queue.error) : null,
  }
}

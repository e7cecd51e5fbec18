import { useState } from 'react'
import { type Failure, toFailure } from '../../contract/errors.ts'
import { MAX_ORDERED, type OrderedRecording, type OrderScope } from '../../contract/order.ts'
import { call } from '../bridge.ts'
import { useFormat } from '../i18n/format.ts'
import { useText } from '../i18n/text.ts'
import { goTo } from '../navigation.ts'
import { showToast } from '../state/toasts.ts'
import { ensureFolder } from './saving-folder.ts'

export interface OrderRecordings {
  /**
   * Orders files of recordings, asking for a folder first if none is set. Resolves with whether they were ordered: main
   * looks them up and downloads them.
   */
  run: (recordings: OrderedRecording[], fileTypes: string[], scope?: OrderScope | null) => Promise<boolean>
  isBusy: boolean
  failure: Failure | null
}

export function useOrderRecordings(): OrderRecordings {
  const t = useText()
  const format = useFormat()
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)

  const run: OrderRecordings['run'] = async (recordings, fileTypes, scope = null) => {
    setIsBusy(true)
    setFailure(null)
    try {
      if ((await ensureFolder()) === null) {
        showToast({ kind: 'info', title: t('recordings.folderNeeded') })
        return false
      }
      for (let at = 0; at < recordings.length; at += MAX_ORDERED)
        await call('orders.place', { recordings: recordings.slice(at, at + MAX_ORDERED), fileTypes, scope })
      showToast({
        kind: 'good',
        title: t('recordings.ordered', { count: recordings.length, value: format.count(recordings.length) }),
        action: { label: t('recordings.showDownloads'), onPress: () => goTo('downloads') },
      })
      return true
    } catch (error) {
      setFailure(toFailure(error))
      return false
    } finally {
      setIsBusy(false)
    }
  }
  return { run, isBusy, failure }
}

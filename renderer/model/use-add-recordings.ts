import { useRef, useState } from 'react'
import { describeFailure } from '../../i18n/describe-failure.ts'
import { type Failure, toFailure } from '../../contract/errors.ts'
import { call } from '../bridge.ts'
import { useFormat } from '../i18n/format.ts'
import { useLanguage, useText } from '../i18n/text.ts'
import { goTo } from '../navigation.ts'
import { ensureFolder } from './saving-folder.ts'
import { showToast } from '../state/toasts.ts'
import { addInBatches } from './add-in-batches.ts'

export interface AddRecordings {
  /** Queues files of recordings, asking for a folder first if none is set, and shows the outcome. */
  run: (confUUIDs: readonly string[], fileTypes: string[]) => Promise<AddedRecordings | null>
  isBusy: boolean
  /** Recordings looked up so far. */
  done: number
  failure: Failure | null
  /** Stops looking them up; queued ones stay. */
  stop: () => void
}

export interface AddedRecordings {
  /** Those that could not be queued, and those not looked up. */
  left: string[]
}

export function useAddRecordings(): AddRecordings {
  const t = useText()
  const format = useFormat()
  const language = useLanguage()
  const stopping = useRef<AbortController | null>(null)
  const [done, setDone] = useState<number | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const counted = (key: 'added' | 'known' | 'notAdded', count: number) =>
    t(`recordings.${key}`, { count, value: format.count(count) })

  const run: AddRecordings['run'] = async (confUUIDs, fileTypes) => {
    const stop = new AbortController()
    stopping.current = stop
    setDone(0)
    setFailure(null)
    try {
      if ((await ensureFolder()) === null) {
        showToast({ kind: 'info', title: t('recordings.folderNeeded') })
        return null
      }
      const result = await addInBatches(
        confUUIDs,
        (batch) => call('downloads.addRecordings', { confUUIDs: batch, fileTypes }),
        setDone,
        stop.signal,
      )
      tell(result)
      if (result.error !== null) setFailure(toFailure(result.error))
      return { left: [...result.failed.map(({ confUUID }) => confUUID), ...result.notAsked] }
    } catch (error) {
      setFailure(toFailure(error))
      return null
    } finally {
      setDone(null)
    }
  }

  const tell = ({ added, known, failed, notAsked }: Awaited<ReturnType<typeof addInBatches>>) => {
    const action = { label: t('recordings.showDownloads'), onPress: () => goTo('downloads') }
    if (added > 0 || (failed.length === 0 && notAsked.length === 0)) {
      showToast({
        kind: added > 0 ? 'good' : 'info',
        title: added > 0 ? counted('added', added) : t('recordings.nothingAdded'),
        ...(known > 0 ? { description: counted('known', known) } : {}),
        action,
      })
    }
    const words = failed.map((one) => describeFailure(one.failure, language))
    const [first] = words
    if (first !== undefined) {
      showToast({
        kind: 'bad',
        title: counted('notAdded', failed.length),
        // The advice may apply to a single recording, e.g. until when it is being prepared.
        description:
          words.length === 1
            ? t('common.failure.inOneLine', { title: first.title, advice: first.advice })
            : [...new Set(words.map(({ title }) => title))].join(' · '),
      })
    }
  }

  return { run, isBusy: done !== null, done: done ?? 0, failure, stop: () => stopping.current?.abort() }
}

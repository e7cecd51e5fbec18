import { describeFailure } from '../../../contract/error-texts.ts'
import { call } from '../../bridge.ts'
import { useFormat } from '../../i18n/format.ts'
import { useLanguage, useText } from '../../i18n/text.ts'
import { goTo } from '../../navigation.ts'
import { askedFolder } from '../../saving-folder.ts'
import { showToast } from '../../ui/toasts.tsx'

/** Queues files of recordings, asking for a folder first when there is none, and tells what came of it. */
export function useAddRecordings(): (confUUIDs: string[], fileTypes: string[]) => Promise<boolean> {
  const t = useText()
  const format = useFormat()
  const language = useLanguage()
  const counted = (key: 'added' | 'known' | 'notAdded', count: number) =>
    t(`recordings.${key}`, { count, value: format.count(count) })

  return async (confUUIDs, fileTypes) => {
    if ((await askedFolder()) === null) {
      showToast({ kind: 'info', title: t('recordings.folderNeeded') })
      return false
    }
    const { added, known, failed } = await call('downloads.addRecordings', { confUUIDs, fileTypes })
    const action = { label: t('recordings.showDownloads'), onPress: () => goTo('downloads') }
    if (added > 0 || failed.length === 0) {
      showToast({
        kind: added > 0 ? 'good' : 'info',
        title: added > 0 ? counted('added', added) : t('recordings.nothingAdded'),
        ...(known > 0 ? { description: counted('known', known) } : {}),
        action,
      })
    }
    const words = failed.map(({ failure }) => describeFailure(failure, language))
    const [first] = words
    if (first !== undefined) {
      showToast({
        kind: 'bad',
        title: counted('notAdded', failed.length),
        // Advice may speak of one recording alone, e.g. until when it is prepared.
        description:
          words.length === 1
            ? t('common.failure.inOneLine', { title: first.title, advice: first.advice })
            : [...new Set(words.map(({ title }) => title))].join(' · '),
      })
    }
    return true
  }
}

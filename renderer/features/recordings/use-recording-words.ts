import type { Recording } from '../../../contract/recording.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { isStandardType } from '../../model/recording-state.ts'

const MEGABYTE = 1024 * 1024

/** Formats a recording's facts, for rows and details. */
export function useRecordingWords() {
  const t = useText()
  const format = useFormat()
  return {
    topic: (recording: Recording) => recording.subject.trim() || t('recordings.untitled'),
    /** Local start; the service's own text if it is not a valid time. */
    start: (recording: Recording) =>
      recording.startTime === null ? recording.startText || '–' : format.dateTime(recording.startTime),
    fullStart: (iso: string) => `${format.dateTime(iso)} ${format.zone(new Date(iso))}`,
    /** [Note: rcdSize] whole MB, 0 for short recordings. */
    size: (recording: Recording) => {
      if (recording.sizeMB === null) return '–'
      return recording.sizeMB === 0
        ? t('recordings.sizeSmall')
        : t('recordings.sizeAbout', { size: format.bytes(recording.sizeMB * MEGABYTE) })
    },
    /** "Camera video (Hd)"; an unknown type as the service spells it. */
    type: (fileType: string) =>
      isStandardType(fileType) ? `${t(`recordings.types.${fileType}`)} (${fileType})` : fileType,
  }
}

import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useState } from 'react'
import type { OrderScope } from '../../../contract/order.ts'
import type { FilePlace, Recording } from '../../../contract/recording.ts'
import { call } from '../../bridge.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { missingBytesOfAll, toOrdered } from '../../model/estimate.ts'
import { useOrderRecordings } from '../../model/use-order-recordings.ts'
import { queryKeys } from '../../queries.ts'
import { useOrders, useSettings } from '../../state/server-state.ts'
import { Button } from '../../ui/button.tsx'
import { FileTypes, FileTypesMenu } from '../../ui/file-types.tsx'
import { SelectionFrame } from '../../ui/selection-frame.tsx'
import styles from './selection-bar.module.css'

/** Other programs use the disk too. */
const ROOM_AGAIN_MS = 10_000

export interface SelectionBarProps {
  /** The selected recordings, in view or not. */
  chosen: Recording[]
  /** The files of a recording that are saved, or being downloaded. */
  hereOf: (confUUID: string) => readonly FilePlace[]
  /** How many of them are not in view. */
  hidden: number
  /** Rows in view that cannot be downloaded, by reason. */
  leftOut: { unavailable: number; noPermission: number }
  /** The list, if the whole of it is selected. */
  scope: OrderScope | null
  onClear: () => void
  /** Loads everything that is missing and selects it; null if the whole list is selected. */
  onChooseAll: (() => void) | null
  /** How many can be selected. */
  total: number
  /** They are being loaded. */
  isChoosingAll: boolean
}

/** The selection, its file types and what they take of the disk, and Download. */
export function SelectionBar(props: SelectionBarProps) {
  const { chosen, hereOf, hidden, leftOut, scope, onClear, onChooseAll, total, isChoosingAll } = props
  const t = useText()
  const format = useFormat()
  const settings = useSettings()
  const order = useOrderRecordings()
  const [types, setTypes] = useState(settings.fileTypes)
  const download = async () => {
    const ordered = chosen.map((recording) => toOrdered(recording, types))
    if (await order.run(ordered, types, scope)) onClear()
  }
  const left = (['unavailable', 'noPermission'] as const).filter((reason) => leftOut[reason] > 0)
  return (
    <SelectionFrame
      label={t('recordings.download')}
      count={chosen.length}
      hidden={hidden}
      onClear={onClear}
      isBusy={order.isBusy}
      actions={
        <>
          <div className={styles['wide']}>
            <FileTypes value={types} onChange={setTypes} />
          </div>
          <div className={styles['narrow']}>
            <FileTypesMenu value={types} onChange={setTypes} />
          </div>
          <Button
            look="primary"
            icon={<Download aria-hidden="true" />}
            isBusy={order.isBusy}
            disabled={types.length === 0}
            title={types.length === 0 ? t('recordings.types.choose') : undefined}
            onClick={() => void download()}
          >
            {t('recordings.download')}
          </Button>
        </>
      }
      facts={
        <>
          <Room
            bytes={types.length === 0 ? null : missingBytesOfAll(chosen, types, hereOf)}
            folder={settings.folder}
          />
          {left.map((reason) => (
            <span key={reason}>
              {t(`recordings.leftOut.${reason}`, {
                count: leftOut[reason],
                value: format.count(leftOut[reason]),
              })}
            </span>
          ))}
        </>
      }
      failure={order.failure}
    >
      {onChooseAll === null || order.isBusy ? null : (
        <Button size="small" look="quiet" isBusy={isChoosingAll} onClick={onChooseAll}>
          {t('recordings.selectEvery', { value: format.count(total) })}
        </Button>
      )}
    </SelectionFrame>
  )
}

/** What a download fetches, and what is free on the disk: marked when it does not fit beside what is queued. */
function Room({ bytes, folder }: { bytes: number | null; folder: string | null }) {
  const t = useText()
  const format = useFormat()
  const { total } = useOrders()
  const room = useQuery({
    queryKey: [...queryKeys.room, folder],
    queryFn: () => call('downloads.room'),
    staleTime: 0,
    refetchInterval: ROOM_AGAIN_MS,
  })
  const free = room.data?.freeBytes ?? null
  const queued = Math.max(0, (total?.bytes.of ?? 0) - (total?.bytes.done ?? 0))
  if (bytes === null) return null
  if (bytes === 0) return <span>{t('recordings.room.nothing')}</span>
  if (free === null) return <span>{t('recordings.room.takes', { size: format.bytes(bytes) })}</span>
  const values = { size: format.bytes(bytes), free: format.bytes(free) }
  const fits = bytes + queued <= free
  return (
    <span className={fits ? undefined : styles['tooLarge']}>
      {fits || bytes > free
        ? t('recordings.room.takesOf', values)
        : t('recordings.room.takesBesideQueue', { ...values, queued: format.bytes(queued) })}
    </span>
  )
}

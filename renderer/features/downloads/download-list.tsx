import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import type { Download } from '../../../contract/download.ts'
import { useText } from '../../i18n/text.ts'
import styles from './download-list.module.css'
import { DownloadRow } from './download-row.tsx'

const USUAL_HEIGHT = 73

/** The downloads; rows grow with what they have to say, and only those in view are drawn. */
export function DownloadList({
  downloads,
  onCancel,
}: {
  downloads: Download[]
  onCancel: (id: string) => void
}) {
  const t = useText()
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: downloads.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => USUAL_HEIGHT,
    getItemKey: (index) => downloads[index]?.id ?? index,
    overscan: 6,
  })
  return (
    <div className={styles['scroller']} ref={scroller}>
      <div
        role="list"
        aria-label={t('downloads.title')}
        className={styles['canvas']}
        style={{ height: virtual.getTotalSize() }}
      >
        {virtual.getVirtualItems().map((item) => {
          const download = downloads[item.index]
          return download === undefined ? null : (
            <div
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              role="listitem"
              aria-setsize={downloads.length}
              aria-posinset={item.index + 1}
              className={styles['item']}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <DownloadRow download={download} onCancel={() => onCancel(download.id)} />
            </div>
          )
        })}
      </div>
    </div>
  )
}

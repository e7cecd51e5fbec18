import { AudioLines, FileText, FileX, Film, Image } from 'lucide-react'
import type { LibraryItem } from '../../../contract/library.ts'
import { clockText } from '../../model/clock-text.ts'
import { classNames } from '../../ui/class-names.ts'
import { filesHere } from './item-state.ts'
import styles from './thumbnail.module.css'
import { useThumbnail } from './use-thumbnail.tsx'

export interface ThumbnailProps {
  item: LibraryItem
  /** 0 to 1; 0: not begun. */
  watched: number
  size: 'row' | 'panel'
}

/** The picture of an item, with its length and how much of it has been watched. */
export function Thumbnail({ item, watched, size }: ThumbnailProps) {
  const { durationSeconds } = item
  const picture = useThumbnail(item)
  const isHere = filesHere(item).length > 0
  return (
    <span className={classNames(styles['thumbnail'], styles[size])} data-gone={!isHere || undefined}>
      {picture === undefined ? null : (
        <img className={styles['picture']} src={picture} alt="" draggable={false} />
      )}
      {picture !== undefined && isHere ? null : (
        <span className={styles['icon']} aria-hidden="true">
          <KindIcon item={item} />
        </span>
      )}
      {durationSeconds === null ? null : (
        <span className={styles['length']}>{clockText(durationSeconds, durationSeconds)}</span>
      )}
      {watched === 0 ? null : (
        <span className={styles['watched']} aria-hidden="true">
          <span style={{ width: `${watched * 100}%` }} />
        </span>
      )}
    </span>
  )
}

function KindIcon({ item }: { item: LibraryItem }) {
  if (filesHere(item).length === 0) return <FileX />
  if (item.kind === 'minutes') return <FileText />
  if (item.kind === 'material') return <Image />
  const isSoundOnly = item.files.every(
    ({ source }) => source.kind === 'recording' && source.fileType.toLowerCase() === 'audio',
  )
  return isSoundOnly ? <AudioLines /> : <Film />
}

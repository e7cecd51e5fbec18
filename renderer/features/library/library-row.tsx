import { memo, type MouseEvent } from 'react'
import { Ellipsis, Play } from 'lucide-react'
import type { LibraryItem } from '../../../contract/library.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { IconButton } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/choices.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { Menu } from '../../ui/menu.tsx'
import { actionsOf } from './item-actions.ts'
import { filesHere, itemState, mainAction } from './item-state.ts'
import styles from './library-list.module.css'
import { LibraryState } from './library-state.tsx'
import { Thumbnail } from './thumbnail.tsx'
import { ACTION_ICONS, type RunItemAction, useActionItems } from './use-item-actions.tsx'

export interface LibraryRowProps {
  item: LibraryItem
  /** Its date has a year: no heading says it. */
  hasYear: boolean
  /** 0 to 1. */
  watched: number
  /** It has the focus, or is the one in the tab order. */
  isActive: boolean
  isVerifying: boolean
  isSelected: boolean
  /** Some row is: all show their checkboxes. */
  isSelecting: boolean
  onSelect: (withShift: boolean) => void
  onDrag: (item: LibraryItem) => void
  run: RunItemAction
  /** In ms. */
  now: number
}

/** One item: picture, topic, day, size, state and actions. The list handles its keys. */
export const LibraryRow = memo(function LibraryRow(props: LibraryRowProps) {
  const {
    item,
    hasYear,
    watched,
    isActive,
    isVerifying,
    isSelected,
    isSelecting,
    onSelect,
    onDrag,
    run,
    now,
  } = props
  const t = useText()
  const format = useFormat()
  const itemsFor = useActionItems(run)
  const title = item.title.trim() || t('library.untitled')
  const main = mainAction(item)
  const day = item.start === null ? '' : hasYear ? format.dateTime(item.start) : format.dayOfYear(item.start)
  const size = format.bytes(item.bytes)
  const meta = [
    ...(item.kind === 'recording' ? [] : [t(`library.kinds.${item.kind}`)]),
    ...(item.scheduler === '' ? [] : [item.scheduler]),
    ...(item.confID === '' ? [] : [item.confID]),
  ]
  const tabIndex = isActive ? 0 : -1
  const isOnControl = (event: MouseEvent) =>
    (event.target as HTMLElement).closest('button, [role=checkbox]') !== null
  return (
    <div
      className={styles['row']}
      role="presentation"
      draggable={filesHere(item).length > 0}
      onDragStart={(event) => {
        // Main drags the files themselves, where the browser would drag a picture of the row.
        event.preventDefault()
        onDrag(item)
      }}
      data-selected={isSelected || undefined}
      data-selecting={isSelecting || undefined}
      onDoubleClick={(event) => {
        if (!isOnControl(event)) run(main, item)
      }}
    >
      <span className={styles['check']}>
        <Checkbox
          isLabelHidden
          label={t('library.select', { title })}
          isChecked={isSelected}
          onChange={(_, withShift) => onSelect(withShift)}
          tabIndex={-1}
        />
      </span>
      <span className={styles['picture']}>
        <Thumbnail item={item} watched={watched} size="row" />
        <button
          type="button"
          className={styles['press']}
          tabIndex={tabIndex}
          aria-label={t(`library.${main}Named`, { title })}
          onClick={() => run(main, item)}
        >
          {main === 'play' ? <Play aria-hidden="true" /> : null}
        </button>
      </span>
      <div className={styles['what']}>
        <p className={styles['title']} dir="auto" title={title}>
          {title}
        </p>
        <p className={styles['meta']} title={[day, size, ...meta].filter(Boolean).join(' · ')}>
          <span className={styles['whenNarrow']}>
            {[day, size].filter(Boolean).join(' · ')}
            {meta.length === 0 ? '' : ' · '}
          </span>
          {meta.map((one, index) => (
            <bdi key={one}>{index === 0 ? one : ` · ${one}`}</bdi>
          ))}
          {watched === 0 ? null : (
            <span className="visually-hidden">
              {t('library.watched', { percent: format.percent(watched) })}
            </span>
          )}
        </p>
      </div>
      <span className={styles['day']}>{day}</span>
      <span className={styles['size']}>{size}</span>
      <span className={styles['state']}>
        {isVerifying ? (
          <span className={styles['verifying']}>
            <Spinner />
            <span role="status">{t('library.verifying')}</span>
          </span>
        ) : (
          <LibraryState state={itemState(item.files, item.isOnlyCopy)} now={now} />
        )}
      </span>
      <span className={styles['actions']}>
        {(['reveal', 'details'] as const)
          .filter((action) => actionsOf(item).includes(action))
          .map((action) => (
            <IconButton
              key={action}
              size="small"
              tabIndex={tabIndex}
              className={styles['hidden']}
              label={t(`library.${action}`)}
              icon={ACTION_ICONS[action]}
              onClick={() => run(action, item)}
            />
          ))}
        <Menu
          trigger={
            <IconButton
              size="small"
              tabIndex={tabIndex}
              label={t('library.moreActions')}
              icon={<Ellipsis aria-hidden="true" />}
            />
          }
          items={itemsFor(item)}
        />
      </span>
    </div>
  )
})

/** The place of a row that is loading. */
export function SkeletonRow() {
  return (
    <div className={styles['row']} data-loading aria-hidden="true">
      <span />
      <span className={styles['bone']} data-shape="picture" />
      <span className={styles['bone']} data-shape="title" />
    </div>
  )
}

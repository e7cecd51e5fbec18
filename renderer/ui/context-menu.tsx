import { ContextMenu as BaseContextMenu } from '@base-ui/react/context-menu'
import type { ComponentProps } from 'react'
import { type MenuItem, MenuItems } from './menu.tsx'
import styles from './popup.module.css'

export interface ContextMenuProps extends Omit<ComponentProps<'div'>, 'className'> {
  /** The accessible name of the menu. */
  label: string
  /** The actions for the clicked item; if empty, no menu opens. */
  items: (MenuItem | null)[]
  className?: string | undefined
}

/** An area with a context menu, opened by the right button or the menu key. */
export function ContextMenu({ label, items, children, className, ...rest }: ContextMenuProps) {
  return (
    <BaseContextMenu.Root>
      <BaseContextMenu.Trigger {...rest} className={className}>
        {children}
      </BaseContextMenu.Trigger>
      {items.length === 0 ? null : (
        <BaseContextMenu.Portal>
          <BaseContextMenu.Positioner className={styles['positioner']}>
            <BaseContextMenu.Popup className={styles['list']} aria-label={label}>
              <MenuItems items={items} />
            </BaseContextMenu.Popup>
          </BaseContextMenu.Positioner>
        </BaseContextMenu.Portal>
      )}
    </BaseContextMenu.Root>
  )
}

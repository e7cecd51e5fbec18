import { ContextMenu as BaseContextMenu } from '@base-ui/react/context-menu'
import type { ComponentProps } from 'react'
import { type MenuItem, MenuItems } from './menu.tsx'
import styles from './popup.module.css'

export interface ContextMenuProps extends Omit<ComponentProps<'div'>, 'className'> {
  /** Read aloud as the menu's name. */
  label: string
  /** What can be done with what was pressed; none: the menu stays away. */
  items: (MenuItem | null)[]
  className?: string | undefined
}

/** An area whose right button, or menu key, opens a list of actions. */
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

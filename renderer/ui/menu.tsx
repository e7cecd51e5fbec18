import { Menu as BaseMenu } from '@base-ui/react/menu'
import type { ReactElement, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import styles from './popup.module.css'

export interface MenuItem {
  label: string
  icon?: ReactNode
  /** The shortcut of the item. */
  shortcut?: string
  onChoose: () => void
  isDisabled?: boolean
  isDangerous?: boolean
}

/** A button that opens a list of actions; `null` is a separator. */
export function Menu({ trigger, items }: { trigger: ReactElement; items: (MenuItem | null)[] }) {
  return (
    <BaseMenu.Root>
      <BaseMenu.Trigger render={trigger} />
      <BaseMenu.Portal>
        <BaseMenu.Positioner sideOffset={4} align="end" className={styles['positioner']}>
          <BaseMenu.Popup className={styles['list']}>
            <MenuItems items={items} />
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  )
}

export function MenuItems({ items }: { items: (MenuItem | null)[] }) {
  return items.map((item, index) =>
    item === null ? (
      <BaseMenu.Separator key={`line-${index}`} className={styles['separator']} />
    ) : (
      <BaseMenu.Item
        key={item.label}
        disabled={item.isDisabled === true}
        onClick={item.onChoose}
        className={classNames(styles['item'], item.isDangerous === true && styles['dangerous'])}
      >
        {item.icon}
        {item.label}
        {item.shortcut === undefined ? null : (
          <kbd className={styles['shortcut']} aria-hidden="true">
            {item.shortcut}
          </kbd>
        )}
      </BaseMenu.Item>
    ),
  )
}

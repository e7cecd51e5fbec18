import { Menu } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import type { ReactElement } from 'react'
import styles from './popup.module.css'

export interface ChoiceMenuProps<Value extends string> {
  /** What is chosen; the accessible name of the list. */
  label: string
  value: Value
  onChange: (value: Value) => void
  options: { value: Value; label: string }[]
  trigger: ReactElement
}

/** A button that opens a short list with one selected item. */
export function ChoiceMenu<Value extends string>(props: ChoiceMenuProps<Value>) {
  const { label, value, onChange, options, trigger } = props
  return (
    <Menu.Root>
      <Menu.Trigger render={trigger} />
      <Menu.Portal>
        <Menu.Positioner sideOffset={8} side="top" align="end" className={styles['positioner']}>
          {/* Choosing with a pointer does not move the focus: its keys keep working. */}
          <Menu.Popup className={styles['list']} finalFocus={(how) => how === 'keyboard'}>
            <Menu.RadioGroup
              aria-label={label}
              value={value}
              onValueChange={(chosen: Value) => onChange(chosen)}
            >
              {options.map((option) => (
                <Menu.RadioItem
                  key={option.value}
                  value={option.value}
                  closeOnClick
                  className={styles['item']}
                >
                  <span className={styles['mark']}>
                    <Menu.RadioItemIndicator>
                      <Check aria-hidden="true" />
                    </Menu.RadioItemIndicator>
                  </span>
                  {option.label}
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

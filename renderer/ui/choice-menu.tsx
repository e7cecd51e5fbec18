import { Menu } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import type { ReactElement } from 'react'
import styles from './popup.module.css'

export interface ChoiceMenuProps<Value extends string> {
  /** What is chosen; read aloud with the list. */
  label: string
  value: Value
  onChange: (value: Value) => void
  options: { value: Value; label: string }[]
  trigger: ReactElement
}

/** A button that opens a short list of which one is chosen. */
export function ChoiceMenu<Value extends string>(props: ChoiceMenuProps<Value>) {
  const { label, value, onChange, options, trigger } = props
  return (
    <Menu.Root>
      <Menu.Trigger render={trigger} />
      <Menu.Portal>
        <Menu.Positioner sideOffset={8} side="top" align="end" className={styles['positioner']}>
          {/* Whoever chooses with a pointer has not left where they were: the keys there go on working. */}
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

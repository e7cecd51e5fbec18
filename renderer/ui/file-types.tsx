import { Menu } from '@base-ui/react/menu'
import { Check, ChevronDown } from 'lucide-react'
import { useFormat } from '../i18n/format.ts'
import { useText } from '../i18n/text.ts'
import { isStandardType, STANDARD_TYPES } from '../model/recording-state.ts'
import { Button } from './button.tsx'
import { Checkbox } from './choices.tsx'
import styles from './file-types.module.css'
import popup from './popup.module.css'

interface FileTypesProps {
  value: string[]
  onChange: (types: string[]) => void
}

/** The types of files to download: the well-known ones, and any others chosen before. */
function useOptions({ value, onChange }: FileTypesProps) {
  const t = useText()
  const others = value.filter((type) => !isStandardType(type))
  return [...STANDARD_TYPES, ...others].map((type) => ({
    type,
    label: isStandardType(type) ? t(`recordings.types.${type}`) : type,
    isChecked: value.includes(type),
    onChange: (isChecked: boolean) =>
      onChange(isChecked ? [...value, type] : value.filter((other) => other !== type)),
  }))
}

/** The types of files to download as check boxes. */
export function FileTypes(props: FileTypesProps) {
  const t = useText()
  return (
    <div role="group" aria-label={t('recordings.types.label')} className={styles['types']}>
      {useOptions(props).map(({ type, ...option }) => (
        <Checkbox key={type} {...option} />
      ))}
    </div>
  )
}

/** The same as a menu, where check boxes have no room. */
export function FileTypesMenu(props: FileTypesProps) {
  const t = useText()
  const format = useFormat()
  const options = useOptions(props)
  const count = props.value.length
  return (
    <Menu.Root>
      <Menu.Trigger
        render={
          <Button>
            {t('recordings.types.count', { count, value: format.count(count) })}
            <ChevronDown aria-hidden="true" />
          </Button>
        }
      />
      <Menu.Portal>
        <Menu.Positioner sideOffset={8} side="top" align="end" className={popup['positioner']}>
          <Menu.Popup className={popup['list']} aria-label={t('recordings.types.label')}>
            {options.map(({ type, label, isChecked, onChange }) => (
              <Menu.CheckboxItem
                key={type}
                checked={isChecked}
                onCheckedChange={onChange}
                className={popup['item']}
              >
                <span className={popup['mark']}>
                  <Menu.CheckboxItemIndicator>
                    <Check aria-hidden="true" />
                  </Menu.CheckboxItemIndicator>
                </span>
                {label}
              </Menu.CheckboxItem>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

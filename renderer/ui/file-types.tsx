import { useText } from '../i18n/text.ts'
import { Checkbox } from './choices.tsx'
import styles from './file-types.module.css'
import { isStandardType, STANDARD_TYPES } from '../model/recording-state.ts'

/** The types of files to download: the well-known ones, and any others chosen before. */
export function FileTypes({ value, onChange }: { value: string[]; onChange: (types: string[]) => void }) {
  const t = useText()
  const others = value.filter((type) => !isStandardType(type))
  return (
    <div role="group" aria-label={t('recordings.types.label')} className={styles['types']}>
      {[...STANDARD_TYPES, ...others].map((type) => (
        <Checkbox
          key={type}
          label={isStandardType(type) ? t(`recordings.types.${type}`) : type}
          isChecked={value.includes(type)}
          onChange={(isChecked) =>
            onChange(isChecked ? [...value, type] : value.filter((other) => other !== type))
          }
        />
      ))}
    </div>
  )
}

import { useText } from '../i18n/text.ts'
import { Checkbox } from './choices.tsx'
import styles from './file-types.module.css'
import { isUsualType, USUAL_TYPES } from '../model/recording-state.ts'

/** Which kinds of files to fetch: those everybody knows, and any others that were chosen before. */
export function FileTypes({ value, onChange }: { value: string[]; onChange: (types: string[]) => void }) {
  const t = useText()
  const others = value.filter((type) => !isUsualType(type))
  return (
    <div role="group" aria-label={t('recordings.types.label')} className={styles['types']}>
      {[...USUAL_TYPES, ...others].map((type) => (
        <Checkbox
          key={type}
          label={isUsualType(type) ? t(`recordings.types.${type}`) : type}
          isChecked={value.includes(type)}
          onChange={(isChecked) =>
            onChange(isChecked ? [...value, type] : value.filter((other) => other !== type))
          }
        />
      ))}
    </div>
  )
}

import { useText } from '../i18n/text.ts'
import { capsOf } from '../keys.ts'
import styles from './key-caps.module.css'
import { isMac } from '../platform.ts'

/** Keys as printed on the keyboard; alternatives are separated by "or". */
export function KeyCaps({ keys }: { keys: readonly string[] }) {
  const t = useText()
  if (keys.length === 0) return null
  return (
    <span className={styles['keys']}>
      {keys.map((one, at) => (
        <span key={one} className={styles['keys']}>
          {at === 0 ? null : <span className={styles['or']}>{t('commands.or')}</span>}
          {capsOf(one, isMac).map((cap) => (
            <kbd key={cap} className={styles['cap']}>
              {cap}
            </kbd>
          ))}
        </span>
      ))}
    </span>
  )
}

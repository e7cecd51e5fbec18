import type { MinutesEntries } from '../../../contract/minutes.ts'
import { splitAtInvisible } from '../../../qr/hidden-characters.ts'
import { useText } from '../../i18n/text.ts'
import { Facts } from '../../ui/facts.tsx'
import styles from './minutes.module.css'

export interface EntriesProps {
  title: string
  entries: MinutesEntries
  /** Keys in whose value a `+` was read as a space. */
  plus?: readonly string[]
}

/** Every key and value, as sent. Invisible characters and uncertain spaces are marked. */
export function Entries({ title, entries, plus = [] }: EntriesProps) {
  const t = useText()
  return (
    <details className={styles['entries']} open>
      <summary className={styles['entriesTitle']}>{title}</summary>
      <Facts
        facts={entries.map(([key, value]) => ({
          label: key || t('minutes.preview.noKey'),
          value: (
            <>
              {value === '' ? (
                <span className={styles['faint']}>{t('minutes.preview.noValue')}</span>
              ) : (
                <Marked text={value} />
              )}
            </>
          ),
          isMonospace: true,
        }))}
      />
      {plus.length === 0 ? null : (
        <p className={styles['destinationText']}>{t('minutes.preview.plus', { keys: plus.join(', ') })}</p>
      )}
    </details>
  )
}

function Marked({ text }: { text: string }) {
  return splitAtInvisible(text).map((part, index) =>
    part.isInvisible ? (
      <span key={index} className={styles['invisible']}>
        {`U+${(part.text.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`}
      </span>
    ) : (
      part.text
    ),
  )
}

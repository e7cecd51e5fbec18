import type { MinutesEntries } from '../../../contract/minutes.ts'
import { splitAtInvisible } from '../../../qr/hidden-characters.ts'
import { useText } from '../../i18n/text.ts'
import { Facts } from '../../ui/facts.tsx'
import { knownField } from './known-fields.ts'
import styles from './minutes.module.css'

export interface EntriesProps {
  title: string
  entries: MinutesEntries
  /** Keys in whose value a `+` was read as a space. */
  plus?: readonly string[]
}

/**
 * Every value under the name of its field; the map as it is sent under the title. Invisible characters and
 * uncertain spaces are marked.
 */
export function Entries({ title, entries, plus = [] }: EntriesProps) {
  const t = useText()
  const facts = (name: (key: string) => string, isMonospace: boolean) => (
    <Facts
      facts={entries.map(([key, value]) => ({
        id: key,
        label: name(key) || t('minutes.preview.noKey'),
        value:
          value === '' ? (
            <span className={styles['faint']}>{t('minutes.preview.noValue')}</span>
          ) : (
            <Marked text={value} />
          ),
        isMonospace,
      }))}
    />
  )
  const inWords = (key: string): string => {
    const field = knownField(key)
    return field === null ? key : t(`minutes.fields.${field}`)
  }
  return (
    <div className={styles['preview']}>
      {facts(inWords, false)}
      {plus.length === 0 ? null : (
        <p className={styles['destinationText']}>
          {t('minutes.preview.plus', { keys: plus.map(inWords).join(', ') })}
        </p>
      )}
      <details>
        <summary className={styles['entriesTitle']}>{title}</summary>
        {facts((key) => key, true)}
      </details>
    </div>
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

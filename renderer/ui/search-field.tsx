import { Search, X } from 'lucide-react'
import { useText } from '../i18n/text.ts'
import { IconButton } from './button.tsx'
import { TextField } from './text-field.tsx'

/** Longest text main lets through. */
const MAX_LENGTH = 200

/** What is looked for in a list: filters as it is typed, and Escape empties it. */
export function SearchField({
  label,
  value,
  onChange,
  className,
}: {
  /** Read aloud, and shown as long as nothing is typed. */
  label: string
  value: string
  onChange: (value: string) => void
  className?: string | undefined
}) {
  const t = useText()
  return (
    <TextField
      isLabelHidden
      type="search"
      label={label}
      placeholder={label}
      // The field may be shorter than what it asks for.
      title={label}
      maxLength={MAX_LENGTH}
      value={value}
      onChange={onChange}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && value !== '') onChange('')
      }}
      lead={<Search aria-hidden="true" />}
      action={
        value === '' ? undefined : (
          <IconButton
            size="small"
            label={t('common.actions.clear')}
            icon={<X aria-hidden="true" />}
            onClick={() => onChange('')}
          />
        )
      }
      className={className}
    />
  )
}

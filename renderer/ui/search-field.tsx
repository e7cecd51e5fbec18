import { Search, X } from 'lucide-react'
import { useText } from '../i18n/text.ts'
import { IconButton } from './button.tsx'
import { TextField } from './text-field.tsx'

/** Maximum length that main accepts. */
const MAX_LENGTH = 200
/** `keyCode` of a key that an input method handles (UI Events, 5.1). */
const COMPOSING = 229

/** The search field of a list: filters while typing, and Escape clears it. */
export function SearchField({
  label,
  value,
  onChange,
  className,
}: {
  /** The accessible name, and the placeholder. */
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
      // The field may be shorter than its placeholder.
      title={label}
      maxLength={MAX_LENGTH}
      value={value}
      onChange={onChange}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        // While a text is composed, the key belongs to the input method; the browser's own search field would
        // clear itself too.
        if (event.nativeEvent.isComposing || event.keyCode === COMPOSING) event.preventDefault()
        else if (value !== '') onChange('')
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

import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { useText } from '../../i18n/text.ts'
import { IconButton } from '../../ui/button.tsx'
import { TextField, type TextFieldProps } from '../../ui/text-field.tsx'

/** A password field with a button that shows its text. */
export function SecretField(props: TextFieldProps) {
  const t = useText()
  const [isShown, setIsShown] = useState(false)
  return (
    <TextField
      {...props}
      type={isShown ? 'text' : 'password'}
      action={
        <IconButton
          size="small"
          label={isShown ? t('welcome.hide') : t('welcome.show')}
          icon={isShown ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
          onClick={() => setIsShown(!isShown)}
        />
      }
    />
  )
}

import { type FormEvent, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useAction } from '../../state/use-action.ts'
import styles from './setting.module.css'
import { Setting } from './setting.tsx'

/** A secret that main accepts and never returns: the page knows only whether there is one. '' removes it. */
export function WriteOnlySetting({
  texts,
  isSet,
  maxLength,
  isDisabled = false,
  clean = (typed) => typed,
  onSet,
}: {
  texts: { label: string; hint: string; set: string; remove: string }
  isSet: boolean
  maxLength: number
  isDisabled?: boolean
  /** Extracts the secret from the typed text; if it returns '' there is nothing to set. */
  clean?: (typed: string) => string
  onSet: (value: string) => Promise<void>
}) {
  const [typed, setTyped] = useState('')
  const set = useAction(async (value: string) => {
    await onSet(value)
    setTyped('')
  })
  return (
    <>
      <Setting label={texts.label} hint={texts.hint}>
        <form
          className={styles['form']}
          onSubmit={(event: FormEvent) => {
            event.preventDefault()
            void set.run(clean(typed))
          }}
        >
          <TextField
            isLabelHidden
            label={texts.label}
            type="password"
            maxLength={maxLength}
            placeholder={isSet ? '••••••••' : ''}
            disabled={isDisabled}
            value={typed}
            onChange={setTyped}
          />
          <Button type="submit" isBusy={set.isBusy} disabled={clean(typed) === '' || isDisabled}>
            {texts.set}
          </Button>
          {isSet ? (
            <Button look="quiet" onClick={() => void set.run('')}>
              {texts.remove}
            </Button>
          ) : null}
        </form>
      </Setting>
      {set.failure === null ? null : (
        <div className={styles['notice']}>
          <FailureNotice failure={set.failure} />
        </div>
      )}
    </>
  )
}

import { CalendarClock } from 'lucide-react'
import { useState } from 'react'
import { call } from '../../bridge.ts'
import { useText } from '../../i18n/text.ts'
import { settingsQuery } from '../../state/server-state.ts'
import { useAction } from '../../state/use-action.ts'
import { goTo } from '../../navigation.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { addressProblem } from './server-address.ts'
import styles from './meetings.module.css'

/** Shown when there is neither a session nor a server: asks for its address. */
export function ServerNeeded() {
  const t = useText()
  const [address, setAddress] = useState('')
  const [problem, setProblem] = useState<ReturnType<typeof addressProblem>>(null)
  const save = useAction(async () => {
    settingsQuery.replace(await call('settings.set', { meetingsUrl: address.trim() }))
  })

  return (
    <EmptyState
      icon={<CalendarClock />}
      title={t('meetings.server.title')}
      actions={<Button onClick={() => goTo('welcome')}>{t('common.account.signIn')}</Button>}
    >
      <p>{t('meetings.server.hint')}</p>
      <form
        className={styles['server']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          const found = addressProblem(address)
          setProblem(found)
          if (found === null) void save.run()
        }}
      >
        <TextField
          label={t('meetings.server.address')}
          value={address}
          onChange={(value) => {
            setAddress(value)
            setProblem(null)
          }}
          error={problem === null ? undefined : t(`meetings.server.${problem}`)}
          placeholder="https://meetings.example.com"
          inputMode="url"
          isMonospace
        />
        {save.failure === null ? null : <FailureNotice size="line" failure={save.failure} />}
        <div className={styles['serverActions']}>
          <Button look="quiet" onClick={() => goTo('settings')}>
            {t('meetings.server.settings')}
          </Button>
          <Button look="primary" type="submit" isBusy={save.isBusy}>
            {t('meetings.server.show')}
          </Button>
        </div>
      </form>
    </EmptyState>
  )
}

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { CircleCheck } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import {
  MAX_MEETINGS_AUTHORIZATION_LENGTH,
  MAX_MEETINGS_URL_LENGTH,
} from '../../../contract/settings-bounds.ts'
import { call } from '../../bridge.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { settingsQuery, useSettings } from '../../state/server-state.ts'
import { queryKeys } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { Section } from '../../ui/page.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { showToast } from '../../state/toasts.ts'
import { useAction } from '../../state/use-action.ts'
import { Setting } from './setting.tsx'
import styles from './setting.module.css'
import { WriteOnlySetting } from './write-only-setting.tsx'

/** The ProCONF application server of the Meetings page. */
export function MeetingsSection() {
  const t = useText()
  const { meetingsUrl } = useSettings()
  return (
    <Section title={t('settings.meetings.title')}>
      <ServerAddress />
      <ServerAuthorization />
      {/* A test result belongs to the address it was obtained from. */}
      {meetingsUrl === '' ? null : <ServerTest key={meetingsUrl} />}
    </Section>
  )
}

function ServerAddress() {
  const t = useText()
  const settings = useSettings()
  const queries = useQueryClient()
  const [typed, setTyped] = useState<string | null>(null)
  const value = typed ?? settings.meetingsUrl
  const save = useAction(async () => {
    settingsQuery.replace(await call('settings.set', { meetingsUrl: value.trim() }))
    setTyped(null)
    await Promise.all(
      [queryKeys.meetings, queryKeys.meetingsAuthorization].map((queryKey) =>
        queries.invalidateQueries({ queryKey }),
      ),
    )
    showToast({ kind: 'good', title: t('settings.meetings.saved') })
  })
  return (
    <>
      <Setting label={t('settings.meetings.url')} hint={t('settings.meetings.urlHint')}>
        <form
          className={styles['form']}
          onSubmit={(event: FormEvent) => {
            event.preventDefault()
            void save.run()
          }}
        >
          <TextField
            isLabelHidden
            label={t('settings.meetings.url')}
            type="url"
            maxLength={MAX_MEETINGS_URL_LENGTH}
            placeholder="https://"
            value={value}
            onChange={setTyped}
          />
          <Button type="submit" isBusy={save.isBusy} disabled={value.trim() === settings.meetingsUrl}>
            {t('common.actions.save')}
          </Button>
        </form>
      </Setting>
      {save.failure === null ? null : (
        <div className={styles['notice']}>
          <FailureNotice failure={save.failure} />
        </div>
      )}
    </>
  )
}

/** Requests meetings from the saved server, and shows the result. */
function ServerTest() {
  const t = useText()
  const format = useFormat()
  const queries = useQueryClient()
  const [count, setCount] = useState<number | null>(null)
  const test = useAction(async () => {
    setCount(null)
    setCount((await call('meetings.onServer')).length)
    await queries.invalidateQueries({ queryKey: queryKeys.meetings })
  })
  return (
    <>
      <Setting label={t('settings.meetings.test')} hint={t('settings.meetings.testHint')}>
        <span role="status" className={styles['good']}>
          {count === null ? null : (
            <>
              <CircleCheck aria-hidden="true" />
              {t('settings.meetings.testGood', { count, value: format.count(count) })}
            </>
          )}
        </span>
        <Button isBusy={test.isBusy} onClick={() => void test.run()}>
          {t('settings.meetings.runTest')}
        </Button>
      </Setting>
      {test.failure === null ? null : (
        <div className={styles['notice']}>
          <FailureNotice failure={test.failure} />
        </div>
      )}
    </>
  )
}

/** Write-only: main never returns the header. */
function ServerAuthorization() {
  const t = useText()
  const queries = useQueryClient()
  const query = useQuery({
    queryKey: queryKeys.meetingsAuthorization,
    queryFn: () => call('settings.hasMeetingsAuthorization'),
  })
  const isSet = query.data?.isSet === true
  return (
    <WriteOnlySetting
      texts={{
        label: t('settings.meetings.authorization'),
        hint: isSet ? t('settings.meetings.authorizationSet') : t('settings.meetings.authorizationNone'),
        set: t('settings.meetings.setAuthorization'),
        remove: t('settings.meetings.removeAuthorization'),
      }}
      isSet={isSet}
      maxLength={MAX_MEETINGS_AUTHORIZATION_LENGTH}
      clean={(typed) => typed.trim()}
      onSet={async (value) => {
        queries.setQueryData(
          queryKeys.meetingsAuthorization,
          await call('settings.setMeetingsAuthorization', { value }),
        )
        await queries.invalidateQueries({ queryKey: queryKeys.meetings })
      }}
    />
  )
}

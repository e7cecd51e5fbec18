import { useQuery } from '@tanstack/react-query'
import { SCREEN_SHORTCUTS } from '../../../contract/screen.ts'
import { call } from '../../bridge.ts'
import { isMac } from '../../commands/platform.ts'
import { useText } from '../../i18n/text.ts'
import { useSettings } from '../../live-state.ts'
import { queryKeys } from '../../queries.ts'
import { Section } from '../../ui/page.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { shownKeys } from '../../shown-keys.ts'
import { Setting } from './setting.tsx'
import styles from './setting.module.css'
import { useChangeSettings } from './use-setting.ts'

/** Keys that read the codes on the screen wherever one is; off until somebody wants them. */
export function ScreenSection() {
  const t = useText()
  const { screenShortcut } = useSettings()
  const change = useChangeSettings()
  const { data } = useQuery({
    queryKey: [...queryKeys.screenShortcut, screenShortcut],
    queryFn: () => call('screen.shortcut'),
    staleTime: 0,
  })
  return (
    <Section title={t('minutes.shortcut.title')}>
      <Setting
        label={t('minutes.shortcut.label')}
        hint={
          <>
            <p>{t('minutes.shortcut.hint')}</p>
            {data?.isTaken === true ? (
              <p role="alert" className={styles['problem']}>
                {t('minutes.shortcut.taken', { keys: shownKeys(screenShortcut, isMac) })}
              </p>
            ) : null}
          </>
        }
      >
        <SelectField
          isLabelHidden
          label={t('minutes.shortcut.label')}
          value={screenShortcut}
          onChange={(keys) => change({ screenShortcut: keys })}
          options={[
            { value: 'off', label: t('minutes.shortcut.off') },
            ...SCREEN_SHORTCUTS.map((keys) => ({ value: keys, label: shownKeys(keys, isMac) })),
          ]}
        />
      </Setting>
    </Section>
  )
}

import { SCREEN_SHORTCUTS, type ShortcutState } from '../../../contract/screen.ts'
import { isMac } from '../../platform.ts'
import { useText } from '../../i18n/text.ts'
import { useSettings } from '../../state/server-state.ts'
import { useShortcutState } from '../../model/shortcut-state.ts'
import { Section } from '../../ui/page.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { shownKeys } from '../../shown-keys.ts'
import { Setting } from './setting.tsx'
import styles from './setting.module.css'
import { useChangeSettings } from '../../model/use-setting.ts'

/** A global shortcut that reads the codes on the screen; off by default. */
export function ScreenSection() {
  const t = useText()
  const { screenShortcut } = useSettings()
  const change = useChangeSettings()
  return (
    <Section title={t('minutes.shortcut.title')}>
      <Setting
        label={t('minutes.shortcut.label')}
        hint={
          <>
            <p>{t('minutes.shortcut.hint')}</p>
            <WhatBecame state={useShortcutState()} keys={shownKeys(screenShortcut, isMac)} />
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

/** The state of the shortcut in the system, if it differs from the setting. */
function WhatBecame({ state, keys }: { state: ShortcutState | null; keys: string }) {
  const t = useText()
  switch (state) {
    case null:
    case 'off':
    case 'ready':
      return null
    case 'taken':
    case 'unsupported':
      return (
        <p role="alert" className={styles['problem']}>
          {t(`minutes.shortcut.${state}`, { keys })}
        </p>
      )
    case 'desktop-decides':
    case 'held-by-desktop':
      return <p role="status">{t(`minutes.shortcut.${state}`)}</p>
  }
}

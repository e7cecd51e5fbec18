import { NumberField } from '@base-ui/react/number-field'
import { FolderOpen, Minus, Plus } from 'lucide-react'
import { PARALLEL_FILES, REREAD_PERIODS } from '../../../contract/settings-bounds.ts'
import { call } from '../../bridge.ts'
import { useLanguage, useText } from '../../i18n/text.ts'
import { useSettings } from '../../state/server-state.ts'
import { Button } from '../../ui/button.tsx'
import { Switch } from '../../ui/choices.tsx'
import { Section } from '../../ui/page.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { FileTypes } from '../../ui/file-types.tsx'
import { NameTemplateSetting } from './name-template-setting.tsx'
import { RetentionSetting } from './retention-setting.tsx'
import { Setting } from './setting.tsx'
import styles from './setting.module.css'
import { SpeedLimitSetting } from './speed-limit-setting.tsx'
import { useChangeSettings, useTakeOver } from '../../model/use-setting.ts'

/** Folder, names, types, concurrency and speed of downloads. */
export function SavingSection() {
  const t = useText()
  const language = useLanguage()
  const settings = useSettings()
  const change = useChangeSettings()
  const takeOver = useTakeOver()
  return (
    <Section title={t('settings.saving.title')}>
      <Setting label={t('settings.saving.folder')} hint={settings.folder ?? t('settings.saving.folderNone')}>
        <Button
          icon={<FolderOpen aria-hidden="true" />}
          onClick={() => takeOver(call('settings.chooseFolder'))}
        >
          {t('settings.saving.chooseFolder')}
        </Button>
      </Setting>
      <NameTemplateSetting />
      <Setting label={t('settings.saving.types')} hint={t('settings.saving.typesHint')}>
        <FileTypes value={settings.fileTypes} onChange={(fileTypes) => change({ fileTypes })} />
      </Setting>
      <Setting label={t('settings.saving.parallel')}>
        <NumberField.Root
          locale={language}
          value={settings.parallelFiles}
          {...PARALLEL_FILES}
          onValueChange={(parallelFiles) => {
            if (parallelFiles !== null) change({ parallelFiles: Math.round(parallelFiles) })
          }}
        >
          <NumberField.Group className={styles['stepper']}>
            <NumberField.Decrement aria-label={t('settings.saving.fewer')}>
              <Minus aria-hidden="true" />
            </NumberField.Decrement>
            <NumberField.Input aria-label={t('settings.saving.parallel')} />
            <NumberField.Increment aria-label={t('settings.saving.more')}>
              <Plus aria-hidden="true" />
            </NumberField.Increment>
          </NumberField.Group>
        </NumberField.Root>
      </Setting>
      <SpeedLimitSetting />
      <RetentionSetting />
      <Setting label={t('settings.saving.notifies')} hint={t('settings.saving.notifiesHint')}>
        <Switch
          isLabelHidden
          label={t('settings.saving.notifies')}
          isChecked={settings.notifies}
          onChange={(notifies) => change({ notifies })}
        />
      </Setting>
      <Setting label={t('settings.saving.asksBeforeQuit')} hint={t('settings.saving.asksBeforeQuitHint')}>
        <Switch
          isLabelHidden
          label={t('settings.saving.asksBeforeQuit')}
          isChecked={settings.asksBeforeQuit}
          onChange={(asksBeforeQuit) => change({ asksBeforeQuit })}
        />
      </Setting>
      <Setting label={t('settings.saving.rereads')} hint={t('settings.saving.rereadsHint')}>
        <SelectField
          isLabelHidden
          label={t('settings.saving.rereads')}
          value={settings.rereads}
          onChange={(rereads) => change({ rereads })}
          options={REREAD_PERIODS.map((value) => ({
            value,
            label: t(`settings.saving.rereadPeriods.${value}`),
          }))}
        />
      </Setting>
    </Section>
  )
}

import { entryOf, LANGUAGE_TAGS } from '../../../i18n/languages.ts'
import { useText } from '../../i18n/text.ts'
import { useSettings } from '../../state/server-state.ts'
import { Section } from '../../ui/page.tsx'
import { Segments } from '../../ui/segments.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { Setting } from './setting.tsx'
import { useChangeSettings } from '../../model/use-setting.ts'

/**
 * Language and theme. Each language is named in itself, so that users who cannot read the current one find
 * their own.
 */
export function LookSection() {
  const t = useText()
  const settings = useSettings()
  const change = useChangeSettings()
  return (
    <Section title={t('settings.look.title')}>
      <Setting label={t('settings.look.language')}>
        <SelectField
          isLabelHidden
          label={t('settings.look.language')}
          value={settings.language}
          onChange={(language) => change({ language })}
          options={[
            { value: 'system', label: t('settings.look.system') },
            ...LANGUAGE_TAGS.map((tag) => ({ value: tag, label: entryOf(tag).name })),
          ]}
        />
      </Setting>
      <Setting label={t('settings.look.theme')}>
        <Segments
          label={t('settings.look.theme')}
          value={settings.theme}
          onChange={(theme) => change({ theme })}
          options={[
            { value: 'system', label: t('settings.look.system') },
            { value: 'light', label: t('settings.look.light') },
            { value: 'dark', label: t('settings.look.dark') },
          ]}
        />
      </Setting>
    </Section>
  )
}

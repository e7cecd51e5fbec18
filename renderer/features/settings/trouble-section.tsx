import { useText } from '../../i18n/text.ts'
import { Section } from '../../ui/page.tsx'
import { DiagnosticsSetting } from './diagnostics-setting.tsx'
import { DoctorSetting } from './doctor-setting.tsx'

/** Troubleshooting: the tests, and the diagnostics to send to the developers. */
export function TroubleSection() {
  const t = useText()
  return (
    <Section title={t('settings.trouble.title')}>
      <DoctorSetting />
      <DiagnosticsSetting />
    </Section>
  )
}

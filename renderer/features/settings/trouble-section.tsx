import { useText } from '../../i18n/text.ts'
import { Section } from '../../ui/page.tsx'
import { DiagnosticsSetting } from './diagnostics-setting.tsx'
import { DoctorSetting } from './doctor-setting.tsx'

/** For when something does not work: what is wrong, and what to send to whoever can mend it. */
export function TroubleSection() {
  const t = useText()
  return (
    <Section title={t('settings.trouble.title')}>
      <DoctorSetting />
      <DiagnosticsSetting />
    </Section>
  )
}

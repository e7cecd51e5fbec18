import { useText } from '../../i18n/text.ts'
import { Page, PageHeader } from '../../ui/page.tsx'
import { AboutSection } from './about-section.tsx'
import { AccountSection } from './account-section.tsx'
import { LinksSection } from './links-section.tsx'
import { LookSection } from './look-section.tsx'
import { MeetingsSection } from './meetings-section.tsx'
import { ProxySection } from './proxy-section.tsx'
import { SavingSection } from './saving-section.tsx'
import { SecuritySection } from './security-section.tsx'

export function SettingsPage() {
  const t = useText()
  return (
    <Page header={<PageHeader title={t('settings.title')} />}>
      <AccountSection />
      <SavingSection />
      <LookSection />
      <LinksSection />
      <MeetingsSection />
      <ProxySection />
      <SecuritySection />
      <AboutSection />
    </Page>
  )
}

import type { ComponentType } from 'react'
import { SETTINGS_SECTIONS, type SettingsSection } from '../../../contract/settings-sections.ts'
import { AboutSection } from './about-section.tsx'
import { AccountSection } from './account-section.tsx'
import { BackgroundSection } from './background-section.tsx'
import { LinksSection } from './links-section.tsx'
import { LookSection } from './look-section.tsx'
import { MeetingsSection } from './meetings-section.tsx'
import { ProxySection } from './proxy-section.tsx'
import { RulesSection } from './rules-section.tsx'
import { SavingSection } from './saving-section.tsx'
import { ScreenSection } from './screen-section.tsx'
import { SecuritySection } from './security-section.tsx'
import { UpdatesSection } from './updates-section.tsx'
import { TroubleSection } from './trouble-section.tsx'

/** Each section of the settings: `title` is the key of its title. */
const VIEWS = {
  account: { title: 'settings.account.title', View: AccountSection },
  saving: { title: 'settings.saving.title', View: SavingSection },
  archive: { title: 'rules.title', View: RulesSection },
  background: { title: 'settings.background.title', View: BackgroundSection },
  look: { title: 'settings.look.title', View: LookSection },
  links: { title: 'links.title', View: LinksSection },
  screen: { title: 'minutes.shortcut.title', View: ScreenSection },
  meetings: { title: 'settings.meetings.title', View: MeetingsSection },
  proxy: { title: 'settings.proxy.title', View: ProxySection },
  security: { title: 'settings.security.title', View: SecuritySection },
  trouble: { title: 'settings.trouble.title', View: TroubleSection },
  updates: { title: 'updates.title', View: UpdatesSection },
  about: { title: 'settings.about.title', View: AboutSection },
} as const satisfies Record<SettingsSection, { title: string; View: ComponentType }>

/**
 * The page and its index are generated from this table; `id` is the section's part of the address
 * (#/settings/proxy).
 */
export const SECTIONS = SETTINGS_SECTIONS.map((id) => ({ id, ...VIEWS[id] }))

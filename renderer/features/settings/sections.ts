import type { ComponentType } from 'react'
import { AboutSection } from './about-section.tsx'
import { AccountSection } from './account-section.tsx'
import { LinksSection } from './links-section.tsx'
import { LookSection } from './look-section.tsx'
import { MeetingsSection } from './meetings-section.tsx'
import { ProxySection } from './proxy-section.tsx'
import { SavingSection } from './saving-section.tsx'
import { ScreenSection } from './screen-section.tsx'
import { SecuritySection } from './security-section.tsx'
import { UpdatesSection } from './updates-section.tsx'
import { TroubleSection } from './trouble-section.tsx'

/**
 * The sections of the settings, in their order: the page and its index are made of this table. `id` is the section's
 * place in the address (#/settings/proxy), `title` the key of its title.
 */
export const SECTIONS = [
  { id: 'account', title: 'settings.account.title', View: AccountSection },
  { id: 'saving', title: 'settings.saving.title', View: SavingSection },
  { id: 'look', title: 'settings.look.title', View: LookSection },
  { id: 'links', title: 'links.title', View: LinksSection },
  { id: 'screen', title: 'minutes.shortcut.title', View: ScreenSection },
  { id: 'meetings', title: 'settings.meetings.title', View: MeetingsSection },
  { id: 'proxy', title: 'settings.proxy.title', View: ProxySection },
  { id: 'security', title: 'settings.security.title', View: SecuritySection },
  { id: 'trouble', title: 'settings.trouble.title', View: TroubleSection },
  { id: 'updates', title: 'updates.title', View: UpdatesSection },
  { id: 'about', title: 'settings.about.title', View: AboutSection },
] as const satisfies readonly { id: string; title: string; View: ComponentType }[]

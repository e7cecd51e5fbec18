import type { ComponentType } from 'react'
import { DownloadsPage } from './features/downloads/downloads-page.tsx'
import { LibraryPage } from './features/library/library-page.tsx'
import { MeetingsPage } from './features/meetings/meetings-page.tsx'
import { MinutesPage } from './features/minutes/minutes-page.tsx'
import { ProgramsPage } from './features/programs/programs-page.tsx'
import { RecordingsPage } from './features/recordings/recordings-page.tsx'
import { SettingsPage } from './features/settings/settings-page.tsx'
import { WatchPage } from './features/watching/watch-page.tsx'
import { WelcomePage } from './features/welcome/welcome-page.tsx'
import type { PageName } from './navigation.ts'

export const PAGE_VIEWS: Record<PageName, ComponentType> = {
  library: LibraryPage,
  recordings: RecordingsPage,
  meetings: MeetingsPage,
  minutes: MinutesPage,
  programs: ProgramsPage,
  downloads: DownloadsPage,
  settings: SettingsPage,
  welcome: WelcomePage,
  watch: WatchPage,
}

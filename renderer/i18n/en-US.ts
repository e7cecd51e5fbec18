import { commands } from './en-US/commands.ts'
import { common } from './en-US/common.ts'
import { downloads } from './en-US/downloads.ts'
import { failures } from './en-US/failures.ts'
import { links } from './en-US/links.ts'
import { meetings } from './en-US/meetings.ts'
import { minutes } from './en-US/minutes.ts'
import { programs } from './en-US/programs.ts'
import { recordings } from './en-US/recordings.ts'
import { settings } from './en-US/settings.ts'
import { watching } from './en-US/watching.ts'
import { updates } from './en-US/updates.ts'
import { welcome } from './en-US/welcome.ts'

/** The source catalogue: its keys are the app's text keys, one section a page. */
export const enUS = {
  common,
  commands,
  welcome,
  recordings,
  downloads,
  settings,
  minutes,
  programs,
  meetings,
  links,
  watching,
  failures,
  updates,
} as const

import type { enUS } from './en-US.ts'
import type { Translated } from './translated.ts'
import { commands } from './zh-CN/commands.ts'
import { common } from './zh-CN/common.ts'
import { downloads } from './zh-CN/downloads.ts'
import { failures } from './zh-CN/failures.ts'
import { links } from './zh-CN/links.ts'
import { meetings } from './zh-CN/meetings.ts'
import { minutes } from './zh-CN/minutes.ts'
import { programs } from './zh-CN/programs.ts'
import { recordings } from './zh-CN/recordings.ts'
import { settings } from './zh-CN/settings.ts'
import { watching } from './zh-CN/watching.ts'
import { updates } from './zh-CN/updates.ts'
import { welcome } from './zh-CN/welcome.ts'

export const zhCN: Translated<typeof enUS> = {
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
}

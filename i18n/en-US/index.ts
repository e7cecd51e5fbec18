import { commandNames } from './command-names.ts'
import { commands } from './commands.ts'
import { common } from './common.ts'
import { csv } from './csv.ts'
import { doctor } from './doctor.ts'
import { downloads } from './downloads.ts'
import { errors } from './errors.ts'
import { failures } from './failures.ts'
import { library } from './library.ts'
import { fileNames } from './file-names.ts'
import { links } from './links.ts'
import { meetings } from './meetings.ts'
import { minutes } from './minutes.ts'
import { nameProblems } from './name-problems.ts'
import { native } from './native.ts'
import { permissions } from './permissions.ts'
import { programs } from './programs.ts'
import { recordings } from './recordings.ts'
import { report } from './report.ts'
import { rules } from './rules.ts'
import { serviceCodes } from './service-codes.ts'
import { settings } from './settings.ts'
import { specificErrors } from './specific-errors.ts'
import { terminal } from './terminal.ts'
import { terminalDemo } from './terminal-demo.ts'
import { terminalHelp } from './terminal-help.ts'
import { updates } from './updates.ts'
import { watching } from './watching.ts'
import { welcome } from './welcome.ts'

/** The source catalogue: its keys are the keys of all texts. A section is a page, or a part of the app that is none. */
export const texts = {
  commandNames,
  commands,
  common,
  csv,
  doctor,
  downloads,
  errors,
  failures,
  library,
  fileNames,
  links,
  meetings,
  minutes,
  nameProblems,
  native,
  permissions,
  programs,
  recordings,
  report,
  rules,
  serviceCodes,
  settings,
  specificErrors,
  terminal,
  terminalDemo,
  terminalHelp,
  updates,
  watching,
  welcome,
} as const

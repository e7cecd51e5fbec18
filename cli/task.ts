import type { TransferLimits } from '../main/interfaces.ts'
import type { Schedule } from '../main/archive/schedule.ts'
import type { RuleOptions } from './archive-rule.ts'
import type { DownloadOptions } from './commands/download.ts'
import type { MeetingOptions } from './commands/meetings.ts'
import type { ListOptions } from './commands/recordings.ts'

export interface ArchiveOptions {
  /** Folder of the archive; created when missing. */
  to: string
  rule: RuleOptions
  ruleFile: string | null
  /** File of a report, as CSV or HTML. */
  report: string | null
  /** Only says what would be fetched. */
  isDryRun: boolean
}

/** A command with its options, as parsed from the command line. */
export type Task =
  | { name: 'recordings list'; options: ListOptions }
  | { name: 'recordings show'; confUUID: string; isLinkWhole: boolean }
  | { name: 'recordings open'; confUUID: string }
  | {
      name: 'recordings download'
      confUUIDs: string[]
      options: DownloadOptions
      limits: Partial<TransferLimits>
      /** null: the default name template. */
      nameTemplate: string | null
    }
  | { name: 'minutes list'; search: string }
  | { name: 'minutes read'; files: string[] }
  | { name: 'minutes save'; source: string; dryRun: boolean }
  | { name: 'programs list'; options: { search?: string } }
  | { name: 'programs show'; id: string }
  | { name: 'meetings list'; options: MeetingOptions }
  | { name: 'library adopt'; dir: string }
  | { name: 'library list'; dir: string; search: string }
  | { name: 'library verify'; dir: string }
  | {
      name: 'archive run'
      options: ArchiveOptions
      limits: Partial<TransferLimits>
    }
  | {
      name: 'archive watch'
      options: ArchiveOptions
      schedule: Schedule
      /** Where to take events; null: nowhere. */
      events: { host: string; port: number } | null
      limits: Partial<TransferLimits>
    }
  | { name: 'archive status'; dir: string }
  | { name: 'doctor'; to: string | null }
  | { name: 'demo' }
  | { name: 'demo --serve'; port: number }

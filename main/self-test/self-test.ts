import type { App } from 'electron'
import { AppError } from '../../contract/errors.ts'
import type { SelfTestReport, SelfTestTask } from '../../contract/self-test.ts'
import type { LoginItems, SelfTestCalls } from '../ipc/handler-context.ts'
import type { Services } from '../services.ts'
import type { MainWindow } from '../shell/main-window.ts'
import type { OpenedSecrets } from '../shell/security/secrets.ts'

export interface SelfTestDeps {
  app: Pick<App, 'commandLine' | 'exit' | 'getAppMetrics' | 'getVersion' | 'isPackaged'>
  /** A state folder of its own, deleted at the end. */
  home: string
  window: MainWindow
  services: Services
  secrets: Pick<OpenedSecrets, 'finding'>
  transferWorker: URL
  isSandboxed: boolean
  /** Rejects unless the file is in the trash. */
  trash: (path: string) => Promise<void>
  /** Paths of pictures that Electron reads. */
  icons: readonly string[]
  /** Path of the icon of the tray. */
  trayIcon: string
  loginItems: Pick<LoginItems, 'get'>
  sendTask: (task: SelfTestTask) => void
}

export interface SelfTest extends SelfTestCalls {
  /** Runs every check, prints the report as one line of JSON, and exits. */
  run(): Promise<void>
}

/** Implements `--self-test`; the checks themselves are loaded on demand. */
export function createSelfTest(deps: SelfTestDeps): SelfTest {
  let take: ((report: SelfTestReport) => void) | null = null
  const askPage = (task: SelfTestTask): Promise<SelfTestReport> =>
    new Promise((resolve) => {
      take = resolve
      deps.sendTask(task)
    })
  return {
    report(report) {
      if (take === null) throw new AppError('BAD_INPUT', { detail: 'no self-test is running' })
      take(report)
      take = null
    },
    async run() {
      const { runSelfTest } = await import('./run-all-checks.ts')
      await runSelfTest({ ...deps, askPage })
    },
  }
}

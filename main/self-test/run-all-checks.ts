import { rm } from 'node:fs/promises'
import { release } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { desktopCapturer, nativeImage, Notification, powerMonitor, systemPreferences, Tray } from 'electron'
import { z } from 'zod'
import type { SelfTestReport, SelfTestTask } from '../../contract/self-test.ts'
import { withLimit } from '../with-limit.ts'
import { isOnWayland } from '../shell/screen/wayland.ts'
import { type Check, exitStatusOf, failed, passed, type Report, runChecks, unchecked } from './checks.ts'
import { fuseFile, judgeFuses, readFuseWire } from './fuse-wire.ts'
import {
  judgeCode,
  judgeFeatures,
  judgeFilm,
  judgeIsolation,
  judgePermissions,
  judgeThumbnail,
} from './page-report.ts'
import type { SelfTestDeps } from './self-test.ts'
import {
  checkIcons,
  checkLoginItem,
  checkNotifications,
  checkSandbox,
  checkScreen,
  checkTrash,
  checkTray,
  judgeIdleTime,
  judgeKey,
} from './system-checks.ts'
import { tryTransfer } from './transfer-check.ts'

const USUAL_LIMIT_MS = 20_000
/** The page plays a film and decodes a picture, on a machine that may be slow. */
const PAGE_LIMIT_MS = 60_000
/** From the embedded service (demo/control.ts): name of a picture -> the text of its code. */
const codesSchema = z.object({ codes: z.record(z.string(), z.string()) })
const CODE = 'save-minutes'

/**
 * Runs the checks one after another, prints the {@link Report} as one line on stdout and exits with 0 or 1.
 * The window stays hidden except for the check that shows it: the film is checked before, while the page
 * counts as visible.
 */
export async function runSelfTest(
  options: SelfTestDeps & { askPage: (task: SelfTestTask) => Promise<SelfTestReport> },
): Promise<void> {
  const { app, home } = options
  const report: Report = {
    app: app.getVersion(),
    // Undefined in plain Node, despite Electron's types.
    electron: (process.versions as NodeJS.Dict<string>)['electron'] ?? 'stand-in',
    platform: `${process.platform} ${process.arch} ${release()}`,
    checks: await runChecks(checksOf(options)),
  }
  await withLimit(options.services.close(), USUAL_LIMIT_MS)
  // On Windows, Chromium still has some of its files open: a folder may remain in the temporary directory.
  await rm(home, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined)
  await new Promise<void>((resolve) => process.stdout.write(`${JSON.stringify(report)}\n`, () => resolve()))
  app.exit(exitStatusOf(report))
}

function checksOf(
  options: SelfTestDeps & { askPage: (task: SelfTestTask) => Promise<SelfTestReport> },
): Check[] {
  const { app, home, window, services, secrets, transferWorker, isSandboxed, askPage } = options
  const { trash, icons, trayIcon, loginItems } = options
  const { platform } = process
  const isStandIn = process.versions.electron === undefined
  let film: string | null = null
  let codeText = ''
  let page: SelfTestReport | null = null

  const check = (name: string, run: Check['run'], limitMs = USUAL_LIMIT_MS): Check => ({ name, limitMs, run })
  /** Results of the stand-in's browser prove nothing about Electron. */
  const ofElectron = (name: string, run: Check['run']): Check =>
    check(name, async () =>
      isStandIn ? unchecked('only the real Electron shows it; this is the stand-in') : await run(),
    )
  const ofPage =
    (judge: (report: SelfTestReport) => ReturnType<typeof passed>): Check['run'] =>
    async () =>
      page === null ? failed('the page did not answer') : judge(page)

  return [
    check(
      'transfer',
      async () => {
        const worker = fileURLToPath(transferWorker)
        const trial = await tryTransfer({
          ...{ services, worker, isPackaged: app.isPackaged },
          folder: join(home, 'recordings'),
        })
        film = trial.film
        return trial.finding
      },
      PAGE_LIMIT_MS,
    ),
    check(
      'page',
      async () => {
        const { account } = services.session.state()
        if (account === null) return failed('the embedded service did not start')
        const codes = codesSchema.parse(await (await fetch(`${account.baseUrl}/demo/codes`)).json())
        codeText = codes.codes[CODE] ?? ''
        const picture = await fetch(`${account.baseUrl}/demo/qr/${CODE}.png`)
        const png = Buffer.from(await picture.arrayBuffer()).toString('base64')
        page = await askPage({ picture: png, film })
        return passed('it answered over IPC')
      },
      PAGE_LIMIT_MS,
    ),
    check(
      'isolation',
      ofPage(({ isolation }) => judgeIsolation(isolation, isStandIn)),
    ),
    ofElectron('sandbox', async () => {
      const pagePid = window.current()?.webContents.getOSProcessId() ?? 0
      return checkSandbox({ isSandboxed, platform, pagePid, metrics: () => app.getAppMetrics() })
    }),
    check(
      'code',
      ofPage(({ code }) => judgeCode(code, codeText)),
    ),
    check(
      'film',
      ofPage(({ film: played }) => judgeFilm(played)),
    ),
    check(
      'thumbnail',
      ofPage(({ thumbnail }) => judgeThumbnail(thumbnail)),
    ),
    check(
      'features',
      ofPage(({ features }) => judgeFeatures(features, isStandIn)),
    ),
    ofElectron(
      'permissions',
      ofPage(({ permissions }) => judgePermissions(permissions)),
    ),
    ofElectron('secret', async () => judgeKey(await secrets.finding(), platform)),
    ofElectron('fuses', async () => {
      if (!app.isPackaged) return unchecked('only the packaged program has them')
      return judgeFuses(await readFuseWire(fuseFile(process.execPath, platform)))
    }),
    ofElectron('screen', () =>
      checkScreen({ platform, isWayland: isOnWayland(app), systemPreferences, desktopCapturer }),
    ),
    ofElectron('icons', async () => checkIcons(icons, (path) => nativeImage.createFromPath(path))),
    ofElectron('tray', async () => checkTray(() => new Tray(trayIcon))),
    ofElectron('login-item', () => checkLoginItem(loginItems.get)),
    ofElectron('idle', async () => judgeIdleTime(powerMonitor.getSystemIdleTime())),
    ofElectron('trash', () => checkTrash({ folder: home, platform, trash })),
    ofElectron('notifications', () =>
      checkNotifications({
        isSupported: Notification.isSupported(),
        create: () => new Notification({ title: 'Meetkeep', body: 'Self-test', silent: true }),
      }),
    ),
    check('window', async () => {
      const opened = window.current()
      if (opened === null) return failed('there is no window')
      if (isStandIn) return unchecked('a browser shows the page; only the real Electron has a window')
      opened.showInactive()
      const isShown = opened.isVisible()
      opened.hide()
      return isShown ? passed('it was shown and hidden again') : failed('it could not be shown')
    }),
  ]
}

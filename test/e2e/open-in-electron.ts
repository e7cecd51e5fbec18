import { _electron, type ElectronApplication } from 'playwright-core'
import { metricProblems, processFacts, sandboxProblems } from '../../main/self-test/sandbox-facts.ts'
import type { Opened } from './opened.ts'
import { problemsOf } from './page-problems.ts'

/**
 * Opens the app in the real Electron, as a user starts it. Throws if its page is not in the system's sandbox:
 * the result of a test would then not apply to users.
 */
export async function openInElectron(
  binary: string,
  args: string[],
  env: Record<string, string>,
  platform?: NodeJS.Platform,
): Promise<Opened> {
  const app = await _electron.launch({
    executablePath: binary,
    args,
    env,
    // As a user starts it: otherwise Playwright prepends --no-sandbox (its server/electron/electron.ts,
    // launch).
    chromiumSandbox: true,
  })
  const started = app.process()
  let hasExited = started.exitCode !== null || started.signalCode !== null
  const exited = new Promise<void>((resolve) => {
    if (hasExited) resolve()
    else started.once('exit', () => resolve())
  })
  void exited.then(() => (hasExited = true))
  // On Windows Playwright starts a shell, and Electron is its child.
  const pid = await app.evaluate(() => process.pid)
  const kill = async (): Promise<void> => {
    if (!hasExited) process.kill(pid, 'SIGKILL')
    await exited
  }
  const page = await app.firstWindow()
  await keepOffTheDesktop(app)
  const problems = problemsOf(page)
  await page.waitForLoadState()
  // Electron does not wait for listeners: earlier messages of the page are replayed.
  for (const message of await page.consoleMessages())
    if (message.type() === 'error') problems.push(message.text())
  for (const error of await page.pageErrors()) problems.push(error.message)
  const unsafe = await sandboxOf(app, pid)
  if (unsafe.length > 0) {
    await kill()
    throw new Error(`Without the sandbox a test shows nothing of a user's start: ${unsafe.join('; ')}`)
  }
  if (platform !== undefined)
    await app.evaluate((_, value) => void Object.defineProperty(process, 'platform', { value }), platform)
  return {
    page,
    driver: 'electron',
    electron: app,
    problems,
    answerDialog: (path) =>
      app.evaluate(({ dialog }, answer) => {
        const { showOpenDialog, showSaveDialog } = dialog
        const answered = <T>(what: T): Promise<T> => {
          Object.assign(dialog, { showOpenDialog, showSaveDialog })
          return Promise.resolve(what)
        }
        dialog.showOpenDialog = () => answered({ canceled: false, filePaths: [answer] })
        dialog.showSaveDialog = () => answered({ canceled: false, filePath: answer })
      }, path),
    answerQuestion: async (wanted) => {
      await app.evaluate(({ dialog }, isAccepted) => {
        const { showMessageBox } = dialog
        const asked = new Promise<void>((resolve) => {
          dialog.showMessageBox = (...given: unknown[]) => {
            Object.assign(dialog, { showMessageBox })
            resolve()
            const { cancelId = 0 } = given.at(-1) as { cancelId?: number }
            return Promise.resolve({ response: isAccepted ? 0 : cancelId, checkboxChecked: false })
          }
        })
        Object.assign(globalThis, { asked })
      }, wanted === 'accept')
      const answered = app.evaluate(() => (globalThis as unknown as { asked: Promise<void> }).asked)
      return { answered: answered.catch(() => undefined) }
    },
    showOnScreen: (png) =>
      app.evaluate(
        ({ desktopCapturer, nativeImage }, base64) => {
          const shown: typeof desktopCapturer.getSources = () => {
            const thumbnail = nativeImage.createFromBuffer(Buffer.from(base64 ?? '', 'base64'))
            const source = {
              id: 'screen:0:0',
              name: 'Screen 1',
              display_id: '',
              appIcon: thumbnail,
              thumbnail,
            }
            return Promise.resolve(base64 === null ? [] : [source])
          }
          desktopCapturer.getSources = shown
          // Otherwise the test would capture the real screen.
          if (desktopCapturer.getSources !== shown)
            throw new Error('Electron does not allow replacing its capturer')
        },
        png?.toString('base64') ?? null,
      ),
    refuseScreen: (by) =>
      app.evaluate(({ desktopCapturer, shell, systemPreferences }, isForbidden) => {
        // A text, as Electron's own.
        // eslint-disable-next-line prefer-promise-reject-errors
        desktopCapturer.getSources = () => Promise.reject('Failed to get sources.')
        systemPreferences.getMediaAccessStatus = () => (isForbidden ? 'denied' : 'granted')
        const opened: string[] = []
        Object.assign(globalThis, { opened })
        shell.openExternal = async (address) => void opened.push(address)
      }, by === 'system'),
    desktop: () => Promise.reject(new Error('Electron has no page of the desktop')),
    opened: () => app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened),
    dragged: () => app.evaluate(() => (globalThis as unknown as { dragged: string[] }).dragged),
    quit: () => app.evaluate(({ app: running }) => void setImmediate(() => running.quit())),
    ended: () => exited,
    async close() {
      // A test may have ended it already.
      if (hasExited) return
      // Skips questions about active work: no user is there to answer.
      await app.evaluate(({ dialog }) => {
        dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false })
      })
      await app.close()
    },
    kill,
  }
}

/**
 * Files go to a folder of the state folder instead of the user's trash, as in the stand-in, and nothing is dragged:
 * a native drag waits for the release of a button that the test only simulates.
 */
async function keepOffTheDesktop(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ app: running, shell, webContents }) => {
    const fs = process.getBuiltinModule('node:fs/promises')
    const { basename, join } = process.getBuiltinModule('node:path')
    shell.trashItem = async (path) => {
      const trash = join(running.getPath('userData'), 'trash')
      await fs.mkdir(trash, { recursive: true })
      await fs.rename(path, join(trash, basename(path)))
    }
    Object.assign(globalThis, { dragged: [] })
    for (const contents of webContents.getAllWebContents())
      contents.startDrag = ({ file, files }) => void Object.assign(globalThis, { dragged: files ?? [file] })
  })
}

/** Why the first page of an app is not in the sandbox it has for users; empty: it is. */
async function sandboxOf(app: ElectronApplication, program: number): Promise<string[]> {
  const { page, metric } = await app.evaluate(({ app: running, webContents }) => {
    const pid = webContents.getAllWebContents()[0]?.getOSProcessId() ?? 0
    const found = running.getAppMetrics().find((one) => one.pid === pid)
    return {
      page: pid,
      metric: found && { sandboxed: found.sandboxed, integrityLevel: found.integrityLevel },
    }
  })
  return process.platform === 'linux'
    ? sandboxProblems({ program: processFacts(program), page: processFacts(page) })
    : metricProblems(metric, process.platform)
}

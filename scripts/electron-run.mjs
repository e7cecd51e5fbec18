/** How `npm run test:electron` ends where there is no Electron to test: neither passed (0) nor failed (1). */
export const NOT_RUN = 77

/**
 * Can the tests run in the real Electron?
 *
 * @param found `noWindow`: why no window can be opened, or null; `binary`: path of the program, or null; `env`: the
 * environment the program would run in.
 * @returns the program, or what to say and the status to end with.
 */
export function electronRun({ noWindow, binary, env }) {
  const missing = binary === null ? 'its program is not here and could not be downloaded' : null
  const why = noSandboxBecause(env) ?? noWindow ?? missing
  if (why === null) return { binary }
  return { say: `Nothing was tested in the real Electron: ${why}.`, status: NOT_RUN }
}

/** Electron takes this for --no-sandbox, whatever its value (Electron: ElectronMainDelegate::BasicStartupComplete). */
function noSandboxBecause(env) {
  return env.ELECTRON_DISABLE_SANDBOX === undefined ? null : 'ELECTRON_DISABLE_SANDBOX takes its sandbox away'
}

/** The status of a run whose tests ended with `tests` (null: killed); never that of a run that was none. */
export function endOfRun(tests) {
  return tests === 0 ? 0 : 1
}

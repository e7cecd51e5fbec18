/** Exit status of `npm run test:electron` without an Electron to test: neither passed (0) nor failed (1). */
export const NOT_RUN = 77

/**
 * Whether the tests can run in the real Electron.
 *
 * @param found `noWindow`: why no window can be opened, or null; `binary`: path of the binary, or null;
 *   `env`: the environment it would run in.
 * @returns the binary, or a message and an exit status.
 */
export function electronRun({ noWindow, binary, env }) {
  const missing = binary === null ? 'its program is not here and could not be downloaded' : null
  const why = noSandboxBecause(env) ?? noWindow ?? missing
  if (why === null) return { binary }
  return { say: `Nothing was tested in the real Electron: ${why}.`, status: NOT_RUN }
}

/**
 * Electron treats this as --no-sandbox, regardless of its value (Electron:
 * ElectronMainDelegate::BasicStartupComplete).
 */
function noSandboxBecause(env) {
  return env.ELECTRON_DISABLE_SANDBOX === undefined ? null : 'ELECTRON_DISABLE_SANDBOX takes its sandbox away'
}

/**
 * The exit status of a run whose tests exited with `tests` (null: killed); never the status for "not run".
 */
export function endOfRun(tests) {
  return tests === 0 ? 0 : 1
}

import type { SelfTestReport } from '../../contract/self-test.ts'
import { APP_HOST, APP_SCHEME } from '../shell/security/app-address.ts'
import { DENIED_FEATURES } from '../shell/security/page-features.ts'
import { type Finding, failed, passed } from './checks.ts'
import { permissionProblems } from './permission-answers.ts'

/**
 * Is the page at its own address, without access to Node?
 *
 * @param isStandIn then the page has the address of a loopback server
 */
export function judgeIsolation(report: SelfTestReport['isolation'], isStandIn: boolean): Finding {
  if (report.status === 'failed') return failed(report.error)
  const { address, leaks, tookUnknownCall } = report.value
  if (leaks.length > 0) return failed(`the page reaches ${leaks.join(', ')}`)
  if (tookUnknownCall) return failed('the bridge accepted an unknown call')
  if (isStandIn) return passed('nothing of Node, in a browser’s page')
  const url = URL.canParse(address) ? new URL(address) : null
  return url?.protocol === `${APP_SCHEME}:` && url.host === APP_HOST
    ? passed(`${APP_SCHEME}://${APP_HOST}, nothing of Node`)
    : failed(`the page is at ${address}`)
}

/** Was the code decoded, and by WebAssembly? */
export function judgeCode(report: SelfTestReport['code'], text: string): Finding {
  if (report.status === 'failed') return failed(report.error)
  const { texts, hasWebAssembly } = report.value
  if (!hasWebAssembly) return failed('WebAssembly did not run in the worker')
  return texts.includes(text) ? passed('read by WebAssembly in a worker') : failed('the code was not read')
}

/** Did the film play for a second, and seek to its target? */
export function judgeFilm(report: SelfTestReport['film']): Finding {
  if (report.status === 'failed') return failed(report.error)
  const { played, soughtTo, wanted, width, height } = report.value
  if (width === 0 || height === 0) return failed('the film has no picture')
  if (played < 1) return failed(`${played.toFixed(1)} s were played`)
  if (Math.abs(soughtTo - wanted) > 0.5)
    return failed(`sent to ${wanted.toFixed(1)} s, it is at ${soughtTo.toFixed(1)} s`)
  return passed(`${played.toFixed(1)} s played, then at ${soughtTo.toFixed(1)} s, ${width} × ${height}`)
}

/** Could the page read a frame of the film? */
export function judgeThumbnail(report: SelfTestReport['thumbnail']): Finding {
  if (report.status === 'failed') return failed(report.error)
  return report.value > 0
    ? passed('made from a frame of the film')
    : failed('the page could not read a frame')
}

/**
 * Does the browser obey the header Permissions-Policy of the page?
 *
 * @param isStandIn then the page's browser captures the screen for main
 */
export function judgeFeatures(report: SelfTestReport['features'], isStandIn: boolean): Finding {
  if (report.status === 'failed') return failed(report.error)
  const excused = isStandIn ? ['display-capture'] : []
  const open = report.value.filter((name) => DENIED_FEATURES.includes(name) && !excused.includes(name))
  return open.length === 0
    ? passed('the page has none of those that it does without')
    : failed(`the page may use ${open.join(', ')}`)
}

/** Are exactly the required permissions granted? */
export function judgePermissions(report: SelfTestReport['permissions']): Finding {
  if (report.status === 'failed') return failed(report.error)
  const problems = permissionProblems(report.value)
  return problems.length === 0
    ? passed(`camera and clipboard granted, the rest of ${report.value.length} denied`)
    : failed(`not as the table says: ${problems.join(', ')}`)
}

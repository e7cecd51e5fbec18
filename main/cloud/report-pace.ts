import type { Notice } from '../../contract/download.ts'
import type { Language } from '../../i18n/languages.ts'
import type { Log } from '../interfaces.ts'
import type { Pacer } from './pacer.ts'

/** Tells of waits and limits: a notice for each wait, and a line of the log for each wait and each new limit. */
export function reportPace(
  pacer: Pick<Pacer, 'onWait' | 'onLimit'>,
  deps: { log: Log; language: () => Language; onNotice: (notice: Notice) => void },
): void {
  const { log, language, onNotice } = deps
  pacer.onWait(({ host, until, why }) => {
    const at = new Date(until)
    log.info('cloud: calls wait', { host, until: at.toISOString(), why })
    onNotice({
      kind: why === 'asked' ? 'service-asks-to-wait' : 'service-limit-reached',
      subject: at.toLocaleTimeString(language(), { timeStyle: 'medium' }),
    })
  })
  pacer.onLimit(({ host, family, calls, windowMs }) =>
    log.info('cloud: the service announced a limit', { host, family, calls, seconds: windowMs / 1000 }),
  )
}

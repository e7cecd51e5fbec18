import type { Send } from '../../ipc/registrar.ts'
import type { SettingsAccess } from '../../interfaces.ts'
import type { ArrivingLinks } from './arriving-links.ts'

/**
 * Sends links to the page, which reads them as it does pasted ones, shows a preview and asks. A link whose
 * scheme is off gets a notice.
 */
export function openLinks(options: {
  links: ArrivingLinks
  settings: Pick<SettingsAccess, 'get'>
  show: () => void
  tell: Send
}): void {
  const { links, settings, show, tell } = options
  links.deliverTo((link) => {
    show()
    const scheme = /^cloudlink:/i.test(link) ? 'cloudlink' : 'meetkeep'
    if (settings.get().linkSchemes.includes(scheme)) tell('minutes.linkArrived', { text: link })
    else tell('notice', { kind: 'link-not-opened', subject: scheme })
  })
}

import type { LinkScheme } from '../../../contract/links.ts'
import type { Send } from '../../ipc/registrar.ts'
import type { SettingsAccess } from '../../interfaces.ts'
import type { ArrivingLinks } from './arriving-links.ts'

/** Sends links to the page, which shows a preview and asks; a link whose scheme is off gets a notice. */
export function openLinks(options: {
  links: ArrivingLinks
  settings: Pick<SettingsAccess, 'get'>
  show: () => void
  tell: Send
}): void {
  const { links, settings, show, tell } = options
  links.deliverTo((link) => {
    show()
    const accepted = acceptLink(link, settings.get().linkSchemes)
    if ('text' in accepted) tell('minutes.linkArrived', accepted)
    else tell('notice', { kind: 'link-not-opened', subject: accepted.refused })
  })
}

/** Converts a link to the vendor's scheme for the page; rejects one whose scheme is off. */
export function acceptLink(
  link: string,
  wanted: readonly LinkScheme[],
): { text: string } | { refused: LinkScheme } {
  const isVendors = /^cloudlink:/i.test(link)
  const scheme = isVendors ? 'cloudlink' : 'meetkeep'
  if (!wanted.includes(scheme)) return { refused: scheme }
  return { text: isVendors ? link : link.replace(/^meetkeep:/i, 'cloudlink:') }
}

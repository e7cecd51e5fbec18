import type { LinkScheme } from '../../../contract/links.ts'
import type { Send } from '../../ipc/registrar.ts'
import type { SettingsAccess } from '../../ports.ts'
import type { ArrivingLinks } from './arriving-links.ts'

/** Hands links to the page, which shows what one would do and asks; a scheme that is switched off is told. */
export function openLinks(order: {
  links: ArrivingLinks
  settings: Pick<SettingsAccess, 'get'>
  show: () => void
  tell: Send
}): void {
  const { links, settings, show, tell } = order
  links.deliverTo((link) => {
    show()
    const accepted = acceptLink(link, settings.get().linkSchemes)
    if ('text' in accepted) tell('minutes.linkArrived', accepted)
    else tell('notice', { kind: 'link-not-opened', subject: accepted.refused })
  })
}

/** Where a link goes: to the page as the vendor writes it, or nowhere because its scheme is switched off. */
export function acceptLink(
  link: string,
  wanted: readonly LinkScheme[],
): { text: string } | { refused: LinkScheme } {
  const isVendors = /^cloudlink:/i.test(link)
  const scheme = isVendors ? 'cloudlink' : 'meetkeep'
  if (!wanted.includes(scheme)) return { refused: scheme }
  return { text: isVendors ? link : link.replace(/^meetkeep:/i, 'cloudlink:') }
}

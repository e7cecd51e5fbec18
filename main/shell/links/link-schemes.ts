import type { App } from 'electron'
import { LINK_SCHEMES, type LinkSchemeState } from '../../../contract/links.ts'
import type { LinkSchemes } from '../../ipc/handler-context.ts'
import type { SettingsAccess } from '../../interfaces.ts'

/**
 * Manages the link schemes. Nothing is registered by default: the vendor's own client may handle cloudlink:
 * links, and only the user may reassign them.
 */
export function createLinkSchemes(options: {
  app: Pick<
    App,
    | 'getAppPath'
    | 'getApplicationNameForProtocol'
    | 'isDefaultProtocolClient'
    | 'isPackaged'
    | 'removeAsDefaultProtocolClient'
    | 'setAsDefaultProtocolClient'
  >
  settings: SettingsAccess
}): LinkSchemes {
  const { app, settings } = options
  // After `--` nothing is parsed as a switch, even from a link. Only Windows uses program and arguments
  // (Electron).
  const launch: [program: string, args: string[]] = [
    process.execPath,
    app.isPackaged ? ['--'] : [app.getAppPath(), '--'],
  ]

  const list = (): LinkSchemeState[] =>
    LINK_SCHEMES.map((scheme) => {
      const name = app.getApplicationNameForProtocol(`${scheme}://`)
      return {
        scheme,
        isOn: settings.get().linkSchemes.includes(scheme),
        isOurs: app.isDefaultProtocolClient(scheme, ...launch),
        owner: name === '' ? null : name,
      }
    })

  return {
    list,
    set(scheme, isOn) {
      const change = isOn ? 'setAsDefaultProtocolClient' : 'removeAsDefaultProtocolClient'
      app[change](scheme, ...launch)
      const others = settings.get().linkSchemes.filter((other) => other !== scheme)
      settings.set({ linkSchemes: isOn ? [...others, scheme] : others })
      return list()
    },
  }
}

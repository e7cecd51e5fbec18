import type { App } from 'electron'
import { LINK_SCHEMES, type LinkSchemeState } from '../../../contract/links.ts'
import type { LinkSchemes } from '../../ipc/handler-context.ts'
import type { SettingsAccess } from '../../ports.ts'

/**
 * Which links are opened here. Nothing is claimed unasked: the vendor's own client may be what opens cloudlink:
 * links, and only the user may take them from it.
 */
export function createLinkSchemes(order: {
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
  const { app, settings } = order
  // After `--` nothing is a switch, whatever a link says. Windows alone uses program and arguments (Electron).
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

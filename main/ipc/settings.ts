import { AppError } from '../../contract/errors.ts'
import type { ProxySettings } from '../../contract/proxy.ts'
import { nameProblems, previewNames } from '../naming/name-preview.ts'
import { readCaFile } from '../network/ca-file.ts'
import { consentFor } from './consent.ts'
import type { HandlerContext } from './handler-context.ts'
import type { Handlers } from './registrar.ts'

export function settingsCalls({ settings, secrets, services, host, askConsent }: HandlerContext) {
  const consent = consentFor(askConsent, settings)
  /**
   * The password belongs to the configured proxy: otherwise a page could have it sent to a proxy of its own.
   */
  const forgetProxyPassword = async (next: ProxySettings | undefined): Promise<void> => {
    const { url, username } = settings.get().proxy
    if (next !== undefined && (next.url !== url || next.username !== username))
      await secrets.remove('proxy-password')
  }

  /** The same for the meetings server's header; another path on the same server keeps it. */
  const forgetMeetingsAuthorization = async (next: string | undefined): Promise<void> => {
    const before = settings.get().meetingsUrl
    if (next !== undefined && before !== '' && originOf(next) !== originOf(before))
      await secrets.remove('meetings-authorization')
  }

  return {
    'settings.get': () => settings.get(),
    'settings.set': async (patch) => {
      if (patch.nameTemplate !== undefined && nameProblems(patch.nameTemplate).length > 0)
        throw new AppError('BAD_INPUT', { detail: 'the template is not valid' })
      await consent.toProxy(patch.proxy)
      await consent.toMeetings(patch.meetingsUrl)
      await forgetProxyPassword(patch.proxy)
      await forgetMeetingsAuthorization(patch.meetingsUrl)
      // zod omits absent fields, so the patch changes only the fields it contains.
      settings.set(patch as Parameters<typeof settings.set>[0])
      return settings.get()
    },
    'settings.previewName': ({ template }) =>
      previewNames(template, settings.get().folder, services.nameWords()),
    'settings.chooseFolder': async () => {
      const folder = await host.chooseFolder()
      if (folder !== null) settings.set({ folder })
      return settings.get()
    },
    'settings.chooseCaFile': async () => {
      const caFile = await host.chooseCaFile()
      if (caFile !== null) {
        // Reports an invalid file now rather than on the next call.
        await readCaFile(caFile)
        settings.set({ caFile })
      }
      return settings.get()
    },
    'settings.clearCaFile': () => {
      settings.set({ caFile: null })
      return settings.get()
    },
    'settings.setMeetingsAuthorization': async ({ value }) => {
      if (value === '') await secrets.remove('meetings-authorization')
      else await secrets.write('meetings-authorization', value)
      return { isSet: value !== '' }
    },
    'settings.hasMeetingsAuthorization': async () => ({
      isSet: (await secrets.read('meetings-authorization')) !== null,
    }),
    'settings.setProxyPassword': async ({ value }) => {
      if (value === '') await secrets.remove('proxy-password')
      else await secrets.write('proxy-password', value)
      return { isSet: value !== '' }
    },
    'settings.hasProxyPassword': async () => ({
      isSet: (await secrets.read('proxy-password')) !== null,
    }),
  } satisfies Partial<Handlers>
}

/** Scheme, host and port; the text itself when it is not a URL. */
function originOf(address: string): string {
  return URL.canParse(address) ? new URL(address).origin : address
}

export function certificateCalls({ services: { certificates }, askConsent }: HandlerContext) {
  return {
    'certificates.list': () => certificates.list(),
    'certificates.trust': async ({ host, fingerprint }) => {
      // First, so that the box never shows a text of the page.
      certificates.refused(host, fingerprint)
      const trusted = certificates.list().find((one) => one.host === host)?.fingerprint ?? null
      if (!(await askConsent({ kind: 'certificate', host, fingerprint, trusted })))
        throw new AppError('CANCELLED')
      certificates.trust(host, fingerprint)
    },
    'certificates.forget': ({ host }) => certificates.forget(host),
  } satisfies Partial<Handlers>
}

import { X509Certificate } from 'node:crypto'
import { open } from 'node:fs/promises'
import { AppError } from '../../contract/errors.ts'
import type { ProxySettings } from '../../contract/proxy.ts'
import { nameProblems, previewNames } from '../downloads/name-preview.ts'
import type { Backstage } from './host.ts'
import type { Handlers } from './registrar.ts'

/** The system's own bundle of every known authority is about 0.25 MB. */
const LARGEST_CA_FILE = 1_000_000

export function settingsCalls({ settings, secrets, host }: Backstage) {
  /** A password belongs to whom it was given for: a page could otherwise have it sent to a proxy of its own. */
  const forgetProxyPassword = async (next: ProxySettings | undefined): Promise<void> => {
    const { url, username } = settings.get().proxy
    if (next !== undefined && (next.url !== url || next.username !== username))
      await secrets.remove('proxy-password')
  }

  /** So does the meetings server's header; another path of the same server may keep it. */
  const forgetMeetingsAuthorization = async (next: string | undefined): Promise<void> => {
    const before = settings.get().meetingsUrl
    if (next !== undefined && before !== '' && originOf(next) !== originOf(before))
      await secrets.remove('meetings-authorization')
  }

  return {
    'settings.get': () => settings.get(),
    'settings.set': async (patch) => {
      if (patch.nameTemplate !== undefined && nameProblems(patch.nameTemplate).length > 0)
        throw new AppError('BAD_INPUT', { detail: 'names by this template would not do' })
      await forgetProxyPassword(patch.proxy)
      await forgetMeetingsAuthorization(patch.meetingsUrl)
      // zod leaves absent fields absent; what is there replaces what was.
      settings.set(patch as Parameters<typeof settings.set>[0])
      return settings.get()
    },
    'settings.previewName': ({ template }) => previewNames(template, settings.get().folder),
    'settings.chooseFolder': async () => {
      const folder = await host.chooseFolder()
      if (folder !== null) settings.set({ folder })
      return settings.get()
    },
    'settings.chooseCaFile': async () => {
      const caFile = await host.chooseCaFile()
      if (caFile !== null) {
        await checkCaFile(caFile)
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

/** Scheme, host and port; the text itself when it is no address. */
function originOf(address: string): string {
  return URL.canParse(address) ? new URL(address).origin : address
}

/** Refuses what is no list of PEM certificates, so that a wrong choice is told now and not at the next call. */
async function checkCaFile(path: string): Promise<void> {
  const text = await readSmall(path).catch(() => '')
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  if (blocks.length === 0 || !blocks.every(isCertificate)) {
    throw new AppError('BAD_INPUT', { params: { reason: 'not-a-certificate' } })
  }
}

async function readSmall(path: string): Promise<string> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    return size > LARGEST_CA_FILE ? '' : await file.readFile('utf8')
  } finally {
    await file.close()
  }
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0
  } catch {
    return false
  }
}

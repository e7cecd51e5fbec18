import { expect, test } from 'vitest'
import { openAddress, openerOf } from './open-address.ts'

test.each([
  ['linux', ['xdg-open']],
  ['freebsd', ['xdg-open']],
  ['darwin', ['open']],
  // No shell, which would end the command at an & of the address.
  ['win32', ['rundll32', 'url.dll,FileProtocolHandler']],
] as const)('%s opens addresses with %j', (platform, opener) => {
  expect(openerOf(platform)).toEqual(opener)
})

test.each(['http://play.example/1', 'file:///etc/passwd', '--version', 'https://u:p@play.example/', ''])(
  '%j is not opened',
  async (address) => {
    await expect(openAddress(address)).rejects.toMatchObject({ code: 'ADDRESS_REFUSED' })
  },
)

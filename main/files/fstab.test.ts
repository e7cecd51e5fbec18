import { describe, expect, it } from 'vitest'
import { missingMountPoints } from './fstab.ts'

const FSTAB = `# /etc/fstab: static file system information.
UUID=1 /               ext4 errors=remount-ro 0 1
UUID=2 none            swap sw 0 0
UUID=3\t/srv/archive\text4\tdefaults,nofail\t0\t2
nas:/export /mnt/my\\040share/ nfs noauto 0 0
#UUID=4 /mnt/old        ext4 defaults 0 2
/srv/archive/a /home/a  none bind 0 0
`
const ROOT = '/dev/sda1 / ext4 rw 0 0\nproc /proc proc rw 0 0\n'

const missingWith = async (mounts: string, fstab = FSTAB): Promise<string[]> =>
  await missingMountPoints(async (path) => (path === '/etc/fstab' ? fstab : mounts))

describe.runIf(process.platform === 'linux')('mount points of /etc/fstab', () => {
  it('are missing unless something is mounted there', async () => {
    expect(await missingWith(ROOT)).toEqual(['/srv/archive', '/mnt/my share', '/home/a'])
    const some = `${ROOT}/dev/sdb1 /srv/archive ext4 rw 0 0\nnas:/export /mnt/my\\040share nfs4 rw 0 0\n`
    expect(await missingWith(some)).toEqual(['/home/a'])
    // A bind mount is on the device of the folder around it; only the list of mounts shows it.
    expect(await missingWith(`${some}/dev/sdb1 /home/a ext4 rw 0 0\n`)).toEqual([])
  })

  it('are unknown without either list', async () => {
    for (const missing of ['/etc/fstab', '/proc/self/mounts'])
      expect(
        await missingMountPoints((path) =>
          path === missing ? Promise.reject(new Error('ENOENT')) : Promise.resolve(FSTAB),
        ),
      ).toEqual([])
  })

  it('are read from this system without an error', async () => {
    expect(await missingMountPoints()).not.toContain('/')
  })
})

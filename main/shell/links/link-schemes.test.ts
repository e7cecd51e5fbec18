import { expect, test, vi } from 'vitest'
import { defaultSettings, type Settings } from '../../../contract/settings.ts'
import { createLinkSchemes } from './link-schemes.ts'

/** A system that registers a handler on request, unless it refuses. */
function onSystem(options: { owner?: string; refuses?: boolean } = {}) {
  const ours = new Set<string>()
  const app = {
    isPackaged: true,
    getAppPath: () => '/app',
    getApplicationNameForProtocol: (url: string) =>
      ours.has(url.slice(0, url.indexOf(':'))) ? 'Meetkeep' : (options.owner ?? ''),
    isDefaultProtocolClient: (scheme: string) => ours.has(scheme),
    setAsDefaultProtocolClient: vi.fn((scheme: string) => options.refuses !== true && !!ours.add(scheme)),
    removeAsDefaultProtocolClient: vi.fn((scheme: string) => ours.delete(scheme)),
  }
  let current = { ...defaultSettings, trusted: [] }
  const settings = {
    get: () => current,
    set: (patch: Partial<Settings>) => void (current = { ...current, ...patch }),
    onChange: () => () => undefined,
  }
  return { app, settings, schemes: createLinkSchemes({ app, settings }) }
}

test('claims no scheme unasked, and reports the current handler', () => {
  const { app, schemes } = onSystem({ owner: 'WeLink' })
  expect(schemes.list()).toEqual([
    { scheme: 'cloudlink', isOn: false, isOurs: false, owner: 'WeLink' },
    { scheme: 'meetkeep', isOn: false, isOurs: false, owner: 'WeLink' },
  ])
  expect(app.setAsDefaultProtocolClient).not.toHaveBeenCalled()
})

test('one scheme can be switched on and off without the other', () => {
  const { app, settings, schemes } = onSystem()
  expect(schemes.set('cloudlink', true)[0]).toEqual({
    scheme: 'cloudlink',
    isOn: true,
    isOurs: true,
    owner: 'Meetkeep',
  })
  expect(app.setAsDefaultProtocolClient).toHaveBeenCalledExactlyOnceWith('cloudlink', process.execPath, [
    '--',
  ])
  expect(settings.get().linkSchemes).toEqual(['cloudlink'])
  expect(schemes.set('cloudlink', true)[1]).toMatchObject({ isOn: false, isOurs: false })
  expect(settings.get().linkSchemes).toEqual(['cloudlink'])

  expect(schemes.set('cloudlink', false)[0]).toMatchObject({ isOn: false, isOurs: false, owner: null })
  expect(app.removeAsDefaultProtocolClient).toHaveBeenCalledExactlyOnceWith('cloudlink', process.execPath, [
    '--',
  ])
})

test('a refusal of the system is reported', () => {
  const { schemes } = onSystem({ owner: 'WeLink', refuses: true })
  expect(schemes.set('cloudlink', true)[0]).toEqual({
    scheme: 'cloudlink',
    isOn: true,
    isOurs: false,
    owner: 'WeLink',
  })
})

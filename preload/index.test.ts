import { expect, test, vi } from 'vitest'
import type { Bridge } from '../contract/ipc.ts'

const electron = vi.hoisted(() => ({
  contextBridge: { exposeInMainWorld: vi.fn() },
  ipcRenderer: { invoke: vi.fn(async () => ({ ok: true })), on: vi.fn(), removeListener: vi.fn() },
}))
vi.mock('electron', () => electron)
await import('./index.ts')
const [name, bridge] = electron.contextBridge.exposeInMainWorld.mock.calls[0] as [string, Bridge]
const { ipcRenderer } = electron

test('exposes two functions and nothing else', () => {
  expect(name).toBe('meetkeep')
  expect(Object.keys(bridge).toSorted()).toEqual(['call', 'on'])
  expect(electron.contextBridge.exposeInMainWorld).toHaveBeenCalledOnce()
})

test('passes on only calls of the contract', async () => {
  await bridge.call('downloads.list', undefined)
  expect(ipcRenderer.invoke).toHaveBeenLastCalledWith('downloads.list', undefined)
  for (const channel of ['electron-store-get-data', 'toString', '__proto__', '']) {
    await expect(bridge.call(channel as 'app.info', undefined)).rejects.toThrow('Unknown call')
  }
  expect(ipcRenderer.invoke).toHaveBeenCalledOnce()
})

test('a listener gets the payload without the event, until it unsubscribes', () => {
  const listen = vi.fn()
  const stop = bridge.on('notice', listen)
  const [channel, listener] = ipcRenderer.on.mock.calls[0] ?? []
  expect(channel).toBe('notice')
  listener({ sender: 'secret' }, { kind: 'state-quarantined', subject: 'x' })
  expect(listen).toHaveBeenCalledExactlyOnceWith({ kind: 'state-quarantined', subject: 'x' })
  stop()
  expect(ipcRenderer.removeListener).toHaveBeenCalledExactlyOnceWith('notice', listener)
  expect(() => bridge.on('anything' as 'notice', listen)).toThrow('Unknown event')
})

import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'
import { CALL_NAMES, EVENT_NAMES } from '../contract/channels.ts'
import type { Bridge } from '../contract/ipc.ts'

/** Exposes only channels of the contract; ipcRenderer itself and its events never reach the page. */
const bridge: Bridge = {
  call(channel, input) {
    if (!Object.hasOwn(CALL_NAMES, channel)) return Promise.reject(new Error('Unknown call'))
    return ipcRenderer.invoke(channel, input)
  },
  on(event, listen) {
    if (!Object.hasOwn(EVENT_NAMES, event)) throw new Error('Unknown event')
    const listener = (_event: IpcRendererEvent, payload: Parameters<typeof listen>[0]): void =>
      listen(payload)
    ipcRenderer.on(event, listener)
    return () => {
      ipcRenderer.removeListener(event, listener)
    }
  },
}

contextBridge.exposeInMainWorld('meetkeep', bridge)

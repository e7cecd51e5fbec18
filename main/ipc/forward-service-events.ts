import type { SettingsAccess } from '../interfaces.ts'
import type { Services } from '../services.ts'
import type { Updates } from '../updates/updates.ts'
import type { Send } from './registrar.ts'
import { savedFilesMessages } from './saved-files-messages.ts'

/** Forwards service events and notices to the page. */
export function forwardServiceEvents(options: {
  send: Send
  /** Like `send`, but buffered until the page is ready. */
  tell: Send
  settings: SettingsAccess & { quarantined: string | null; untrusted: readonly string[] }
  services: Services
  updates: Pick<Updates, 'onChange'>
}): void {
  const { send, tell, settings, services, updates } = options
  settings.onChange(() => send('settings.changed', settings.get()))
  services.session.onChange((state) => send('account.changed', state))
  services.pace.onWaits((waits) => send('pace.changed', waits))
  services.downloads.onChange((change) => send('downloads.changed', change))
  services.downloads.orders.onChange((change) => send('orders.changed', change))
  services.library.onSavedFiles(savedFilesMessages((change) => send('library.savedFilesChanged', change)))
  services.library.onChange(() => send('library.changed', {}))
  services.verifying.onChange((state) => send('library.verifyChanged', state))
  services.folderWork.onChange((state) => send('library.folderWorkChanged', state))
  services.rereads.onChange(() => send('library.changed', {}))
  services.rules.onChange(() => send('rules.changed', services.rules.list()))
  services.minutes.onChange(() => send('minutes.changed', {}))
  updates.onChange((state) => send('updates.changed', state))
  services.onNotice((notice) => tell('notice', notice))
  if (settings.quarantined !== null)
    tell('notice', { kind: 'state-quarantined', subject: settings.quarantined })
  if (settings.untrusted.length > 0)
    tell('notice', { kind: 'trust-dropped', subject: settings.untrusted.join(', ') })
}

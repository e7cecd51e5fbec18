import type { SettingsAccess } from '../ports.ts'
import type { Services } from '../services.ts'
import type { Updates } from '../updates/updates.ts'
import type { Send } from './registrar.ts'

/** Tells the page of every change in what it shows, and of what is worth a notice. */
export function forwardServiceEvents(options: {
  send: Send
  /** As `send`; what comes before there is a page is kept for it. */
  tell: Send
  settings: SettingsAccess & { setAside: string | null }
  services: Services
  updates: Pick<Updates, 'onChange'>
}): void {
  const { send, tell, settings, services, updates } = options
  settings.onChange(() => send('settings.changed', settings.get()))
  services.session.onChange((state) => send('account.changed', state))
  services.downloads.onChange((change) => send('downloads.changed', change))
  services.library.onAdded((file) => send('library.added', file))
  services.minutes.onChange(() => send('minutes.changed', {}))
  updates.onChange((state) => send('updates.changed', state))
  services.onNotice((notice) => tell('notice', notice))
  if (settings.setAside !== null) tell('notice', { kind: 'state-set-aside', subject: settings.setAside })
}

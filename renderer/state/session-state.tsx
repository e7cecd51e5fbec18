import { QueryClientProvider } from '@tanstack/react-query'
import { createContext, type ReactNode, use, useState, useSyncExternalStore } from 'react'
import { createQueryClient } from '../queries.ts'
import { createUiStore, type UiStore } from './ui-store.ts'

const SessionStore = createContext<UiStore | null>(null)

/**
 * The query cache and the interface state of one account. Its `key` is the account, so both are recreated for
 * the next one: no data or input of one account is ever shown to another.
 */
export function AccountQueryProvider({ children }: { children: ReactNode }) {
  const [queries] = useState(createQueryClient)
  const [store] = useState(createUiStore)
  return (
    <QueryClientProvider client={queries}>
      <SessionStore value={store}>{children}</SessionStore>
    </QueryClientProvider>
  )
}

/**
 * State that outlives its page, e.g. filters, and ends with the account. `initial` is computed again each time the page
 * opens, until a value is set. Components that use one name share its value.
 */
export function useSessionState<T>(name: string, initial: () => T): [T, (value: T) => void] {
  const store = use(SessionStore)
  if (store === null) throw new Error('useSessionState needs an AccountQueryProvider')
  const [first] = useState(initial)
  const value = useSyncExternalStore(store.subscribe, () => store.get(name))
  return [value === undefined ? first : (value as T), (next) => store.set(name, next)]
}

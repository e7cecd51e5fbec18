import { useQuery } from '@tanstack/react-query'
import { call, useEvent } from '../bridge.ts'
import { queryKeys } from '../queries.ts'

/** Whether anything is saved on this machine; undefined until known. A library that cannot be read has nothing. */
export function useHasSaved(): boolean | undefined {
  const { data, isError, refetch } = useQuery({
    queryKey: [...queryKeys.library, 'has-any'],
    queryFn: async () =>
      (await call('library.search', { search: '', order: 'newest', from: 0, count: 1 })).total > 0,
  })
  useEvent('library.changed', () => void refetch())
  return isError ? false : data
}

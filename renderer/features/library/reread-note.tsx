import { useQuery } from '@tanstack/react-query'
import { call } from '../../bridge.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { queryKeys } from '../../queries.ts'

/** Since when all saved files were read again. */
export function RereadNote({ now }: { now: number }) {
  const t = useText()
  const format = useFormat()
  const { data } = useQuery({
    queryKey: [...queryKeys.library, 'rereads'],
    queryFn: () => call('library.rereads'),
    staleTime: 0,
  })
  if (data === undefined || data.since === null) return null
  const day = format.shortDay(data.since, new Date(now))
  return <> · {t(data.isDue ? 'library.rereadDue' : 'library.reread', { day })}</>
}

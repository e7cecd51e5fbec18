import { useQuery } from '@tanstack/react-query'
import { Presentation } from 'lucide-react'
import { call } from '../../bridge.ts'
import { queryKeys } from '../../queries.ts'
import { useInView } from '../../ui/use-in-view.ts'
import styles from './own-minutes.module.css'

/** A thumbnail of minutes, loaded when scrolled into view; an icon if there is none. */
export function Thumbnail({ fileCode, hasThumbnail }: { fileCode: string; hasThumbnail: boolean }) {
  const [ref, isInView] = useInView()
  const { data } = useQuery({
    queryKey: [...queryKeys.minutesThumbnail, fileCode],
    queryFn: () => call('minutes.thumbnail', { fileCode }),
    enabled: isInView && hasThumbnail,
    staleTime: Infinity,
  })
  return (
    // The topic beside it already names it for screen readers.
    <div ref={ref} className={styles['thumbnail']} aria-hidden="true">
      {data ? <img src={data} alt="" draggable={false} /> : <Presentation size={28} strokeWidth={1.4} />}
    </div>
  )
}

import { useQueryClient } from '@tanstack/react-query'
import { ImageUp } from 'lucide-react'
import { useEffect } from 'react'
import { call, useEvent } from '../../bridge.ts'
import { useText } from '../../i18n/text.ts'
import { goTo } from '../../navigation.ts'
import { queryKeys } from '../../queries.ts'
import styles from './minutes.module.css'
import { reader, readScreen } from './page-reader.ts'
import { useArrivals } from './use-arrivals.ts'
import { refreshOwnMinutes } from './use-own-minutes.ts'

/**
 * Active on every page: handles drops and pastes, the screen shortcut and changes of waiting saves, and
 * retries those saves when the network is back.
 */
export function GlobalPasteAndDrop() {
  const t = useText()
  const queries = useQueryClient()
  const isDraggedOver = useArrivals((incoming) => {
    goTo('minutes')
    reader.read(incoming)
  })
  useEvent('screen.asked', readScreen)
  useEvent('minutes.changed', () => void queries.invalidateQueries({ queryKey: queryKeys.minutesHistory }))
  useEvent('notice', ({ kind }) => {
    if (kind === 'minutes-sent') refreshOwnMinutes(queries)
  })
  useEffect(() => {
    const sendWaiting = (): void => {
      // One that still fails is retried by main on its own schedule.
      call('minutes.sendWaiting').catch(() => undefined)
    }
    window.addEventListener('online', sendWaiting)
    return () => window.removeEventListener('online', sendWaiting)
  }, [])
  if (!isDraggedOver) return null
  return (
    <div className={styles['dropHere']} aria-hidden="true">
      <ImageUp size={32} strokeWidth={1.6} />
      {t('minutes.ways.drop')}
    </div>
  )
}

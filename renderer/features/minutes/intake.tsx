import { ImageUp } from 'lucide-react'
import { useEvent } from '../../bridge.ts'
import { useText } from '../../i18n/text.ts'
import { goTo } from '../../navigation.ts'
import styles from './minutes.module.css'
import { reader, readScreen } from './page-reader.ts'
import { useArrivals } from './use-arrivals.ts'

/** On every page: what is dropped or pasted anywhere, and the screen when its shortcut was pressed. */
export function Intake() {
  const t = useText()
  const isDraggedOver = useArrivals((incoming) => {
    goTo('minutes')
    reader.read(incoming)
  })
  useEvent('screen.asked', readScreen)
  if (!isDraggedOver) return null
  return (
    <div className={styles['dropHere']} aria-hidden="true">
      <ImageUp size={32} strokeWidth={1.6} />
      {t('minutes.ways.drop')}
    </div>
  )
}

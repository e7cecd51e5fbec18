import { Progress } from '@base-ui/react/progress'
import { useLanguage } from '../i18n/text.ts'
import styles from './progress-bar.module.css'

export interface ProgressBarProps {
  label: string
  /** 0 to 1; null if the total is unknown. */
  fraction: number | null
  tone?: 'accent' | 'good' | 'warn' | 'danger' | 'neutral'
}

export function ProgressBar({ label, fraction, tone = 'accent' }: ProgressBarProps) {
  const locale = useLanguage()
  return (
    <Progress.Root
      aria-label={label}
      locale={locale}
      value={fraction === null ? null : Math.min(100, Math.max(0, fraction * 100))}
      className={styles['root']}
    >
      <Progress.Track className={styles['track']}>
        <Progress.Indicator className={styles['indicator']} data-tone={tone} />
      </Progress.Track>
    </Progress.Root>
  )
}

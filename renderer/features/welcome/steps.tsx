import { Check } from 'lucide-react'
import { useText } from '../../i18n/text.ts'
import styles from './steps.module.css'

const STEPS = ['signIn', 'folder', 'done'] as const
export type WelcomeStep = (typeof STEPS)[number]

/** The current step and the number of steps. */
export function Steps({ current }: { current: WelcomeStep }) {
  const t = useText()
  const at = STEPS.indexOf(current)
  return (
    <ol aria-label={t('welcome.steps.label')} className={styles['steps']}>
      {STEPS.map((step, index) => (
        <li
          key={step}
          aria-current={index === at ? 'step' : undefined}
          className={styles['step']}
          data-is-past={index < at || undefined}
        >
          <span className={styles['number']} aria-hidden="true">
            {index < at ? <Check size={12} strokeWidth={3} /> : index + 1}
          </span>
          {t(`welcome.steps.${step}`)}
        </li>
      ))}
    </ol>
  )
}

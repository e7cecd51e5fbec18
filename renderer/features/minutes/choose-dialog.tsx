import { ChevronRight } from 'lucide-react'
import { describeFailure } from '../../../i18n/describe-failure.ts'
import { nameOfEntries } from '../../../contract/minutes.ts'
import { useLanguage, useText } from '../../i18n/text.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { StateLabel } from '../../ui/state-label.tsx'
import { type JudgedCode, kindOfText, shownText } from './codes.ts'
import styles from './minutes.module.css'

export interface ChooseDialogProps {
  codes: JudgedCode[]
  /** Texts of the codes saved in the meantime. */
  saved: ReadonlySet<string>
  onChoose: (text: string) => void
  onClose: () => void
}

/** Asks which of several codes to use. Foreign codes say why they cannot be chosen. */
export function ChooseDialog({ codes, saved, onChoose, onClose }: ChooseDialogProps) {
  const t = useText()
  const language = useLanguage()
  const hasSeveralPictures = new Set(codes.map((code) => code.picture)).size > 1
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('minutes.choose.title', { count: codes.length })}
      description={
        codes.some((code) => code.link.ok) ? t('minutes.choose.hint') : t('minutes.choose.noneOfOurs')
      }
    >
      <ul className={styles['choices']}>
        {codes.map(({ text, picture, link }) => (
          <li key={text}>
            {link.ok ? (
              <button type="button" className={styles['choice']} onClick={() => onChoose(text)}>
                <span className={styles['choiceText']}>
                  <span className={styles['choiceTitle']}>
                    {shownText(nameOfEntries(link.entries), 80) || t('minutes.choose.minutes')}
                  </span>
                  <code className={styles['foreign']}>
                    {shownText(link.entries.map(([key, value]) => `${key} = ${value}`).join(' · '), 120)}
                  </code>
                  {hasSeveralPictures ? <span className={styles['from']}>{picture}</span> : null}
                </span>
                {saved.has(text) ? (
                  <StateLabel tone="good">{t('minutes.history.saved')}</StateLabel>
                ) : (
                  <ChevronRight aria-hidden="true" size={16} />
                )}
              </button>
            ) : (
              <div className={styles['foreignChoice']}>
                <span className={styles['choiceText']}>
                  <span className={styles['choiceTitle']}>{t(`minutes.kinds.${kindOfText(text)}`)}</span>
                  <code className={styles['foreign']}>{shownText(text, 120) || t('minutes.emptyText')}</code>
                  <span className={styles['from']}>{describeFailure(link.failure, language).title}</span>
                  {hasSeveralPictures ? <span className={styles['from']}>{picture}</span> : null}
                </span>
              </div>
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

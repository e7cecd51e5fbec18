import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import {
  DEFAULT_NAME_TEMPLATE,
  LONGEST_NAME_TEMPLATE,
  NAME_PLACEHOLDERS,
  type NamePlaceholder,
} from '../../../contract/name-template.ts'
import { describeNameProblem } from '../../../i18n/describe-name-problem.ts'
import { call } from '../../bridge.ts'
import { useLanguage, useText } from '../../i18n/text.ts'
import { settingsQuery, useSettings } from '../../state/server-state.ts'
import { queryKeys } from '../../queries.ts'
import { Button } from '../../ui/button.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { Tip } from '../../ui/tip.tsx'
import { useAction } from '../../state/use-action.ts'
import { useDebouncedValue } from '../../ui/use-debounced-value.ts'
import styles from './name-template-setting.module.css'
import { Setting } from './setting.tsx'

/** Debounce delay for typing. */
const SETTLED_MS = 200

/** The name template of saved recordings; main validates it and returns sample names. */
export function NameTemplateSetting() {
  const t = useText()
  const language = useLanguage()
  const settings = useSettings()
  const [typed, setTyped] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const template = typed ?? settings.nameTemplate
  const settled = useDebouncedValue(template, SETTLED_MS)
  const { data: preview, isPlaceholderData } = useQuery({
    queryKey: [...queryKeys.namePreview, settled, settings.folder],
    queryFn: () => call('settings.previewName', { template: settled }),
    placeholderData: keepPreviousData,
  })
  const problems = preview?.problems ?? []
  const isChecked = preview !== undefined && !isPlaceholderData && settled === template
  const save = useAction(async (nameTemplate: string) => {
    settingsQuery.replace(await call('settings.set', { nameTemplate }))
    setTyped(null)
  })

  /** Inserts a placeholder at the cursor, replacing the selection. */
  const insert = (placeholder: NamePlaceholder): void => {
    const text = `{${placeholder}}`
    const start = field.current?.selectionStart ?? template.length
    const end = field.current?.selectionEnd ?? template.length
    const next = template.slice(0, start) + text + template.slice(end)
    if (next.length > LONGEST_NAME_TEMPLATE) return
    setTyped(next)
    // React writes the new value first, which moves the cursor to the end.
    requestAnimationFrame(() => {
      field.current?.focus()
      field.current?.setSelectionRange(start + text.length, start + text.length)
    })
  }

  return (
    <>
      <Setting label={t('settings.names.label')} hint={t('settings.names.hint')}>
        {template === DEFAULT_NAME_TEMPLATE ? null : (
          <Button look="quiet" onClick={() => void save.run(DEFAULT_NAME_TEMPLATE)}>
            {t('settings.names.toDefault')}
          </Button>
        )}
      </Setting>
      <div className={styles['body']}>
        <form
          className={styles['form']}
          onSubmit={(event: FormEvent) => {
            event.preventDefault()
            void save.run(template)
          }}
        >
          <TextField
            isLabelHidden
            isMonospace
            label={t('settings.names.template')}
            ref={field}
            maxLength={LONGEST_NAME_TEMPLATE}
            value={template}
            onChange={setTyped}
            error={
              problems.length === 0
                ? undefined
                : problems.map((problem) => (
                    <span key={problem.code + problem.about} className={styles['problem']}>
                      {describeNameProblem(problem, language)}
                    </span>
                  ))
            }
          />
          <Button
            type="submit"
            isBusy={save.isBusy}
            disabled={template === settings.nameTemplate || !isChecked || problems.length > 0}
          >
            {t('common.actions.save')}
          </Button>
        </form>
        {save.failure === null ? null : <FailureNotice failure={save.failure} />}
        <div className={styles['placeholders']} role="group" aria-label={t('settings.names.placeholders')}>
          {NAME_PLACEHOLDERS.map((placeholder) => (
            <Tip key={placeholder} text={t(`settings.names.meaning.${placeholder}`)}>
              <button type="button" className={styles['placeholder']} onClick={() => insert(placeholder)}>
                {`{${placeholder}}`}
              </button>
            </Tip>
          ))}
        </div>
        {preview === undefined ? null : (
          <div className={styles['preview']}>
            <p>{t('settings.names.examples')}</p>
            <ul>
              {preview.examples.map((name) => (
                <li key={name}>{name}</li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </>
  )
}

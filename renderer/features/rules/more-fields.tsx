import { useId } from 'react'
import { LONGEST_NAME_TEMPLATE } from '../../../contract/name-template.ts'
import { useText } from '../../i18n/text.ts'
import { SelectField } from '../../ui/select-field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './rule-dialog.module.css'
import { optionsOf, type RuleFieldsProps, useFieldProps } from './use-field-props.ts'
import type { NamePreview } from './use-name-preview.ts'

/** The fields that few rules need, folded. */
export function MoreFields(props: RuleFieldsProps & { names: NamePreview }) {
  const { draft, onChange, names } = props
  const t = useText()
  const fieldProps = useFieldProps(props)
  const zones = useId()
  const template = fieldProps('nameTemplate')
  return (
    <details className={styles['more']}>
      <summary>{t('rules.editor.groups.more')}</summary>
      <div className={styles['group']}>
        <div className={styles['pair']}>
          <TextField label={t('rules.editor.minMinutes')} inputMode="decimal" {...fieldProps('minMinutes')} />
          {draft.scheduleKind === 'every' ? null : (
            <>
              <TextField
                label={t('rules.editor.zone')}
                list={zones}
                placeholder={t('rules.editor.zoneHere', {
                  zone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
                })}
                maxLength={100}
                {...fieldProps('zone')}
              />
              <datalist id={zones}>
                {Intl.supportedValuesOf('timeZone').map((zone) => (
                  <option key={zone}>{zone}</option>
                ))}
              </datalist>
            </>
          )}
        </div>
        <div className={styles['pair']}>
          <TextField
            label={t('rules.editor.lookBack')}
            hint={t('rules.editor.lookBackHint')}
            inputMode="numeric"
            {...fieldProps('lookBackHours')}
          />
          <TextField
            label={t('rules.editor.wait')}
            hint={t('rules.editor.waitHint')}
            inputMode="numeric"
            {...fieldProps('waitMinutes')}
          />
        </div>
        <SelectField
          label={t('rules.editor.names')}
          value={draft.hasOwnNames ? 'own' : 'app'}
          onChange={(value) => onChange({ hasOwnNames: value === 'own' })}
          options={optionsOf(['app', 'own'] as const, (one) => t(`rules.editor.namesOptions.${one}`))}
        />
        {draft.hasOwnNames ? (
          <TextField
            label={t('rules.editor.template')}
            isMonospace
            maxLength={LONGEST_NAME_TEMPLATE}
            {...template}
            error={template.error ?? names.problem ?? undefined}
            hint={
              names.example === null ? undefined : t('rules.editor.templateExample', { name: names.example })
            }
          />
        ) : null}
      </div>
    </details>
  )
}

import { FolderOpen } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { call } from '../../bridge.ts'
import { useText } from '../../i18n/text.ts'
import { useErrorToast } from '../../state/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { FileTypes } from '../../ui/file-types.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { MoreFields } from './more-fields.tsx'
import styles from './rule-dialog.module.css'
import { optionsOf, type RuleFieldsProps, useFieldProps } from './use-field-props.ts'
import type { NamePreview } from './use-name-preview.ts'

const LONGEST_TEXT = 200
const LONGEST_LIST = 4000

/** All fields of a rule. */
export function RuleFields(props: RuleFieldsProps & { names: NamePreview; mayHaveAll: boolean }) {
  const { draft, onChange, mayHaveAll } = props
  const t = useText()
  const fieldProps = useFieldProps(props)
  const report = useErrorToast()
  const chooseFolder = async () => {
    const { folder } = await call('rules.chooseFolder')
    if (folder !== null) onChange({ folder })
  }
  return (
    <>
      <TextField label={t('rules.editor.name')} maxLength={LONGEST_TEXT} {...fieldProps('name')} />
      <Group title={t('rules.editor.groups.which')}>
        {mayHaveAll ? (
          <div className={styles['pair']}>
            <SelectField
              label={t('rules.editor.whose')}
              value={draft.scope}
              onChange={(scope) => onChange({ scope })}
              options={optionsOf(['everyone', 'schedulers', 'mine'] as const, (one) =>
                t(`rules.editor.whoseOptions.${one}`),
              )}
            />
            {draft.scope === 'schedulers' ? (
              <TextField
                label={t('rules.editor.schedulers')}
                placeholder={t('rules.editor.schedulersHint')}
                maxLength={LONGEST_LIST}
                {...fieldProps('schedulers')}
              />
            ) : null}
          </div>
        ) : (
          <p className={styles['note']}>{t('rules.editor.mineOnly')}</p>
        )}
        <div className={styles['pair']}>
          <SelectField
            label={t('rules.editor.since')}
            value={draft.sinceKind}
            onChange={(sinceKind) => onChange({ sinceKind })}
            options={optionsOf(['days', 'day'] as const, (one) => t(`rules.editor.sinceOptions.${one}`))}
          />
          {draft.sinceKind === 'days' ? (
            <TextField label={t('rules.editor.days')} inputMode="numeric" {...fieldProps('days')} />
          ) : (
            <TextField label={t('rules.editor.day')} type="date" {...fieldProps('day')} />
          )}
        </div>
        <div className={styles['pair']}>
          <TextField
            label={t('rules.editor.search')}
            aside={t('rules.editor.optional')}
            placeholder={t('rules.editor.searchHint')}
            maxLength={LONGEST_TEXT}
            {...fieldProps('search')}
          />
          <TextField
            label={t('rules.editor.exclude')}
            aside={t('rules.editor.optional')}
            placeholder={t('rules.editor.excludeHint')}
            maxLength={LONGEST_LIST}
            {...fieldProps('exclude')}
          />
        </div>
      </Group>
      <Group title={t('rules.editor.groups.where')}>
        <div className={styles['folder']}>
          <TextField
            label={t('rules.editor.folder')}
            readOnly
            title={draft.folder}
            placeholder={t('rules.editor.folderNone')}
            {...fieldProps('folder')}
          />
          <Button icon={<FolderOpen aria-hidden="true" />} onClick={() => report(chooseFolder())}>
            {t('settings.saving.chooseFolder')}
          </Button>
        </div>
        <div className={styles['types']}>
          <p className={styles['label']}>{t('rules.editor.fileTypes')}</p>
          <FileTypes value={draft.fileTypes} onChange={(fileTypes) => onChange({ fileTypes })} />
          {draft.fileTypes.length === 0 ? (
            <p className={styles['note']}>{t('rules.editor.fileTypesAll')}</p>
          ) : null}
        </div>
      </Group>
      <Group title={t('rules.editor.groups.when')}>
        <div className={styles['pair']}>
          <SelectField
            label={t('rules.editor.schedule')}
            value={draft.scheduleKind}
            onChange={(scheduleKind) => onChange({ scheduleKind })}
            options={optionsOf(['every', 'at'] as const, (one) => t(`rules.editor.scheduleOptions.${one}`))}
          />
          {draft.scheduleKind === 'every' ? (
            <TextField label={t('rules.editor.hours')} inputMode="numeric" {...fieldProps('hours')} />
          ) : (
            <TextField
              label={t('rules.editor.times')}
              placeholder={t('rules.editor.timesHint')}
              maxLength={LONGEST_TEXT}
              {...fieldProps('times')}
            />
          )}
        </div>
      </Group>
      <MoreFields {...props} />
    </>
  )
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  const id = useId()
  return (
    <div role="group" aria-labelledby={id} className={styles['group']}>
      <h3 id={id} className={styles['groupTitle']}>
        {title}
      </h3>
      {children}
    </div>
  )
}

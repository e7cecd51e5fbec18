import { ArchiveRestore, Ellipsis, FileSpreadsheet, FileText, Pencil, Square, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useFormat } from '../i18n/format.ts'
import { useText } from '../i18n/text.ts'
import { editRule } from '../model/rule-editor.ts'
import { isUrgent, leftToSave, ruleButton, ruleStatus } from '../model/rule-view.ts'
import type { RuleActions } from '../model/use-rule-actions.ts'
import { goTo } from '../navigation.ts'
import type { KnownRule } from '../state/rules-state.ts'
import { Button, IconButton } from './button.tsx'
import { ConfirmDialog } from './dialog.tsx'
import { Menu } from './menu.tsx'

/**
 * The one button of a rule, and the menu of everything else. `isQuiet`: never the primary button, where several rules
 * stand side by side. `hasLink`: the menu leads to all rules.
 */
export function RuleControls({
  known: { rule, state },
  actions,
  isQuiet = false,
  hasLink = false,
}: {
  known: KnownRule
  actions: RuleActions
  isQuiet?: boolean
  hasLink?: boolean
}) {
  const t = useText()
  const format = useFormat()
  const [isRemoving, setIsRemoving] = useState(false)
  const status = ruleStatus(state)
  const button = ruleButton(status)
  const count = state?.coverage ? leftToSave(state.coverage) : 0
  return (
    <>
      <Button
        look={isUrgent(button) && !isQuiet ? 'primary' : 'secondary'}
        size={isQuiet ? 'small' : 'medium'}
        icon={
          button === 'stop' ? (
            <Square aria-hidden="true" />
          ) : button === 'save' || button === 'begin' ? (
            <ArchiveRestore aria-hidden="true" />
          ) : undefined
        }
        disabled={status === 'stopping'}
        onClick={button === 'stop' ? actions.stop : actions.run}
      >
        {button === 'save'
          ? t('rules.buttons.save', { count, value: format.count(count) })
          : t(`rules.buttons.${button}`)}
      </Button>
      <Menu
        trigger={
          <IconButton
            size={isQuiet ? 'small' : 'medium'}
            label={t('rules.actions.labelOf', { name: rule.name })}
            icon={<Ellipsis aria-hidden="true" />}
          />
        }
        items={[
          {
            label: t('rules.actions.edit'),
            icon: <Pencil aria-hidden="true" />,
            onChoose: () => editRule(rule.id),
          },
          {
            label: t('rules.actions.html'),
            icon: <FileText aria-hidden="true" />,
            onChoose: () => actions.saveReport('html'),
          },
          {
            label: t('rules.actions.csv'),
            icon: <FileSpreadsheet aria-hidden="true" />,
            onChoose: () => actions.saveReport('csv'),
          },
          null,
          ...(hasLink
            ? [{ label: t('rules.all'), onChoose: () => goTo('settings', 'archive') }]
            : [
                {
                  label: t('rules.actions.remove'),
                  icon: <Trash2 aria-hidden="true" />,
                  isDangerous: true,
                  onChoose: () => setIsRemoving(true),
                },
              ]),
        ]}
      />
      <ConfirmDialog
        isOpen={isRemoving}
        onClose={() => setIsRemoving(false)}
        onConfirm={() => {
          setIsRemoving(false)
          actions.remove()
        }}
        title={t('rules.remove.title', { name: rule.name })}
        confirmLabel={t('rules.remove.confirm')}
        isDangerous
      >
        {t('rules.remove.body', { folder: rule.folder })}
      </ConfirmDialog>
    </>
  )
}

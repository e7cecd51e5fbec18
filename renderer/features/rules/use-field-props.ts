import type { ComponentProps } from 'react'
import { useText } from '../../i18n/text.ts'
import type { DraftProblems, RuleDraft } from '../../model/rule-draft.ts'
import type { TextField } from '../../ui/text-field.tsx'

export interface RuleFieldsProps {
  draft: RuleDraft
  problems: DraftProblems
  onChange: (patch: Partial<RuleDraft>) => void
}

/** The names of the fields that hold text. */
type TextName = {
  [K in keyof RuleDraft]: RuleDraft[K] extends string ? (string extends RuleDraft[K] ? K : never) : never
}[keyof RuleDraft]

/** Returns the props of a text field of the draft. */
export function useFieldProps({ draft, problems, onChange }: RuleFieldsProps) {
  const t = useText()
  return (name: TextName): Pick<ComponentProps<typeof TextField>, 'value' | 'onChange' | 'error'> => {
    const problem = problems[name]
    return {
      value: draft[name],
      onChange: (value) => onChange({ [name]: value }),
      error:
        problem === undefined
          ? undefined
          : t(`rules.editor.problems.${problem.code}`, { bound: problem.bound ?? 0 }),
    }
  }
}

/** The options of a select field. */
export function optionsOf<Value extends string>(
  values: readonly Value[],
  label: (value: Value) => string,
): { value: Value; label: string }[] {
  return values.map((value) => ({ value, label: label(value) }))
}

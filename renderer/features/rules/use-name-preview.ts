import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { describeNameProblem } from '../../../i18n/describe-name-problem.ts'
import { call } from '../../bridge.ts'
import { useLanguage } from '../../i18n/text.ts'
import type { RuleDraft } from '../../model/rule-draft.ts'
import { queryKeys } from '../../queries.ts'
import { useSettings } from '../../state/server-state.ts'
import { useDebouncedValue } from '../../ui/use-debounced-value.ts'

/** Debounce delay for typing. */
const SETTLED_MS = 200

export interface NamePreview {
  example: string | null
  /** What is wrong with the template, in words; null: nothing, or the names of the settings are used. */
  problem: ReactNode
}

/** What main says about a rule's own name template. */
export function useNamePreview({ hasOwnNames, nameTemplate }: RuleDraft): NamePreview {
  const language = useLanguage()
  const { folder } = useSettings()
  const template = useDebouncedValue(nameTemplate, SETTLED_MS)
  const { data } = useQuery({
    queryKey: [...queryKeys.namePreview, template, folder],
    queryFn: () => call('settings.previewName', { template }),
    placeholderData: keepPreviousData,
    enabled: hasOwnNames,
  })
  if (!hasOwnNames || data === undefined) return { example: null, problem: null }
  const problems = data.problems.map((one) => describeNameProblem(one, language))
  return {
    example: data.examples[0] ?? null,
    problem: problems.length === 0 ? null : problems.join(' '),
  }
}

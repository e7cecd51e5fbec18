import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { LinkScheme, LinkSchemeState } from '../../../contract/links.ts'
import { toFailure } from '../../../contract/errors.ts'
import { call } from '../../bridge.ts'
import { useText } from '../../i18n/text.ts'
import { queryKeys } from '../../queries.ts'
import { Switch } from '../../ui/choices.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { Section } from '../../ui/page.tsx'
import { useErrorToast } from '../../state/use-action.ts'
import { Setting } from './setting.tsx'
import styles from './setting.module.css'

/** The link schemes opened by this app. It never takes over the vendor's own without asking. */
export function LinksSection() {
  const t = useText()
  const queries = useQueryClient()
  const report = useErrorToast()
  const [asksFor, setAsksFor] = useState<LinkSchemeState | null>(null)
  const query = useQuery({ queryKey: queryKeys.links, queryFn: () => call('links.get') })
  const set = async (scheme: LinkScheme, isOn: boolean) =>
    queries.setQueryData(queryKeys.links, await call('links.set', { scheme, isOn }))

  return (
    <Section title={t('links.title')}>
      {query.isError ? (
        <div className={styles['notice']}>
          <FailureNotice failure={toFailure(query.error)} onRetry={() => void query.refetch()} />
        </div>
      ) : null}
      {(query.data ?? []).map((state) => (
        <Setting
          key={state.scheme}
          label={t(`links.label.${state.scheme}`)}
          hint={
            <>
              <p>{t(`links.hint.${state.scheme}`)}</p>
              <p>{t(`links.state.${ownership(state)}`, { owner: state.owner ?? '' })}</p>
            </>
          }
        >
          <Switch
            isLabelHidden
            label={t(`links.label.${state.scheme}`)}
            isChecked={state.isOn}
            onChange={(isOn) => {
              if (isOn && !state.isOurs && state.owner !== null) setAsksFor(state)
              else report(set(state.scheme, isOn))
            }}
          />
        </Setting>
      ))}
      <ConfirmDialog
        isOpen={asksFor !== null}
        onClose={() => setAsksFor(null)}
        onConfirm={() => {
          if (asksFor !== null) report(set(asksFor.scheme, true))
          setAsksFor(null)
        }}
        title={t('links.takeOver.title', { scheme: asksFor?.scheme ?? '' })}
        confirmLabel={t('links.takeOver.confirm')}
      >
        {t('links.takeOver.body', { owner: asksFor?.owner ?? '', scheme: asksFor?.scheme ?? '' })}
      </ConfirmDialog>
    </Section>
  )
}

/** The system's current handler of such a link, compared with the setting. */
function ownership({ isOn, isOurs, owner }: LinkSchemeState) {
  if (isOn && isOurs) return 'opened'
  if (isOn) return owner === null ? 'notRegistered' : 'stillOther'
  if (isOurs) return 'stillOurs'
  return owner === null ? 'none' : 'other'
}

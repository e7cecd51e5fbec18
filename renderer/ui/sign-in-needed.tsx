import type { ReactNode } from 'react'
import { useText } from '../i18n/text.ts'
import { goTo } from '../navigation.ts'
import { Button } from './button.tsx'
import { EmptyState } from './empty-state.tsx'
import { Page, PageHeader } from './page.tsx'

/** A page that requires an account, while signed out. */
export function SignInNeeded({ title, icon }: { title: string; icon: ReactNode }) {
  const t = useText()
  return (
    <Page header={<PageHeader title={title} />}>
      <EmptyState
        icon={icon}
        title={t('common.account.needed')}
        actions={
          <Button look="primary" onClick={() => goTo('welcome')}>
            {t('common.account.signIn')}
          </Button>
        }
      >
        {t('common.account.neededHint')}
      </EmptyState>
    </Page>
  )
}

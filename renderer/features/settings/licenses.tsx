import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { toFailure } from '../../../contract/errors.ts'
import { call } from '../../bridge.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { queryKeys } from '../../queries.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Loading } from '../../ui/empty-state.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import styles from './licenses.module.css'

/** The third-party software that is shipped, and its licenses. */
export function Licenses({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useText()
  const format = useFormat()
  const [typed, setTyped] = useState('')
  const { data, error, refetch } = useQuery({
    queryKey: queryKeys.licenses,
    queryFn: () => call('app.licenses'),
    staleTime: Infinity,
    enabled: isOpen,
  })
  const words = typed.trim().toLowerCase()
  const found = (data ?? []).filter(({ name, license }) => `${name} ${license}`.toLowerCase().includes(words))
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('settings.about.licenses')}
      description={t('settings.about.licensesHint')}
      width="wide"
    >
      {error !== null ? (
        <FailureNotice failure={toFailure(error)} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <Loading />
      ) : (
        <>
          <div className={styles['head']}>
            <SearchField label={t('settings.about.licensesSearch')} value={typed} onChange={setTyped} />
            <p aria-live="polite">
              {t('settings.about.licensesCount', { count: found.length, value: format.count(found.length) })}
            </p>
          </div>
          {found.length === 0 ? <p>{t('settings.about.licensesNone', { typed })}</p> : null}
          <ul>
            {found.map(({ name, version, license, text }) => (
              <li key={`${name}@${version}`}>
                <details className={styles['part']}>
                  <summary>
                    <span className={styles['name']}>{name}</span>
                    <span className={styles['version']}>{version}</span>
                    <span className={styles['license']}>{license}</span>
                  </summary>
                  <p className={styles['text']}>{text}</p>
                </details>
              </li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  )
}

import { useQuery } from '@tanstack/react-query'
import { HardDrive, Unplug } from 'lucide-react'
import type { LibraryStorage } from '../../../contract/library.ts'
import { toFailure } from '../../../contract/errors.ts'
import { call } from '../../bridge.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { queryKeys } from '../../queries.ts'
import { Loading } from '../../ui/empty-state.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import styles from './storage-view.module.css'

/** What the library takes, by disk, year and scheduler, and how long the disk lasts. */
export function StorageView() {
  const t = useText()
  const format = useFormat()
  const storage = useQuery({
    queryKey: [...queryKeys.library, 'storage'],
    queryFn: () => call('library.storage'),
    staleTime: 0,
  })
  if (storage.isError)
    return <FailureNotice failure={toFailure(storage.error)} onRetry={() => void storage.refetch()} />
  if (storage.data === undefined) return <Loading />
  const { years, schedulers, others, disks, bytes } = storage.data
  return (
    <div className={styles['storage']} role="region" aria-label={t('library.storage.title')} tabIndex={-1}>
      <Outlook storage={storage.data} />
      <section className={styles['block']}>
        <h2 className={styles['heading']}>{t('library.storage.disks')}</h2>
        <ul className={styles['disks']}>
          {disks.map((disk) => (
            <li key={disk.path} className={styles['disk']}>
              {disk.isConnected ? <HardDrive aria-hidden="true" /> : <Unplug aria-hidden="true" />}
              <span className={styles['path']} title={disk.path}>
                {disk.path}
              </span>
              <span className={styles['facts']}>
                {t('library.storage.saved', { size: format.bytes(disk.bytes) })}
                {' · '}
                {!disk.isConnected
                  ? t('library.storage.notConnected')
                  : disk.freeBytes === null
                    ? t('library.storage.freeUnknown')
                    : t('library.storage.free', { size: format.bytes(disk.freeBytes) })}
                {disk.isTarget ? ` · ${t('library.storage.target')}` : ''}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <Bars
        title={t('library.storage.years')}
        total={bytes}
        bars={years.map(({ year, ...share }) => ({
          ...share,
          name: year === null ? t('library.undated') : String(year),
        }))}
      />
      <Bars
        title={t('library.storage.schedulers')}
        total={bytes}
        bars={[
          ...schedulers.map((one) => ({ ...one, name: one.name || t('library.storage.unknown') })),
          ...(others.count === 0
            ? []
            : [
                {
                  ...others,
                  name: t('library.storage.others', {
                    count: others.count,
                    value: format.count(others.count),
                  }),
                },
              ]),
        ]}
      />
    </div>
  )
}

/** "About 14 months left at 42 GB a month". */
function Outlook({ storage: { bytesPerMonth, monthsLeft } }: { storage: LibraryStorage }) {
  const t = useText()
  const format = useFormat()
  if (bytesPerMonth === null) return <p className={styles['outlook']}>{t('library.storage.noGrowth')}</p>
  const size = format.bytes(bytesPerMonth)
  if (monthsLeft === null) return <p className={styles['outlook']}>{t('library.storage.growth', { size })}</p>
  const count = Math.floor(monthsLeft)
  return (
    <p className={styles['outlook']} data-short={count < 3 || undefined}>
      {count < 1
        ? t('library.storage.lessThanMonth', { size })
        : count > 120
          ? t('library.storage.years10', { size })
          : t('library.storage.left', { count, value: format.count(count), size })}
    </p>
  )
}

function Bars(props: {
  title: string
  total: number
  bars: readonly { name: string; items: number; bytes: number }[]
}) {
  const { title, total, bars } = props
  const t = useText()
  const format = useFormat()
  const largest = Math.max(1, ...bars.map(({ bytes }) => bytes))
  return (
    <section className={styles['block']}>
      <h2 className={styles['heading']}>{title}</h2>
      <ul>
        {bars.map(({ name, items, bytes }) => (
          <li key={name} className={styles['bar']}>
            <bdi className={styles['name']} title={name}>
              {name}
            </bdi>
            <span className={styles['track']} aria-hidden="true">
              <span style={{ width: `${(bytes / largest) * 100}%` }} />
            </span>
            <span className={styles['size']}>{format.bytes(bytes)}</span>
            <span className={styles['items']}>
              {t('library.items', { count: items, value: format.count(items) })}
              {total === 0 ? '' : ` · ${format.percent(bytes / total)}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

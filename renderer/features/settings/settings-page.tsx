import { useRef } from 'react'
import { useText } from '../../i18n/text.ts'
import { addressOf, usePlace } from '../../navigation.ts'
import { Page, PageHeader } from '../../ui/page.tsx'
import { SECTIONS } from './sections.ts'
import styles from './settings-page.module.css'
import { useSectionInView } from './use-section-in-view.ts'

/** All settings on one page, beside an index that highlights the current section. */
export function SettingsPage() {
  const t = useText()
  const place = usePlace()
  const sections = useRef<HTMLDivElement>(null)
  const [current, show] = useSectionInView(sections, place)

  return (
    <Page header={<PageHeader title={t('settings.title')} />}>
      <div className={styles['columns']}>
        <nav aria-label={t('settings.index')} className={styles['index']}>
          <ul>
            {SECTIONS.map(({ id, title }) => (
              <li key={id}>
                <a
                  href={addressOf('settings', id)}
                  aria-current={current === id ? 'location' : undefined}
                  className={styles['link']}
                  draggable={false}
                  // The address may already be this one, so no change event would follow.
                  onClick={() => show(id)}
                >
                  {t(title)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div ref={sections} className={styles['sections']}>
          {SECTIONS.map(({ id, View }) => (
            <div key={id} data-section={id} tabIndex={-1} className={styles['section']}>
              <View />
            </div>
          ))}
        </div>
      </div>
    </Page>
  )
}

import { useRef } from 'react'
import { useText } from '../../i18n/text.ts'
import { addressOf, usePlace } from '../../navigation.ts'
import { Page, PageHeader } from '../../ui/page.tsx'
import { SECTIONS } from './sections.ts'
import styles from './settings-page.module.css'
import { useSectionInView } from './use-section-in-view.ts'

/** All settings on one page, with an index beside them that shows where one is. */
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
                  // The address may be this one already: then no change of it would lead there.
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

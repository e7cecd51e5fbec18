import { useMemo } from 'react'
// Imported by name: without the file the build fails.
import english from '../../CHANGELOG.md?raw'
import { useFormat } from '../i18n/format.ts'
import { useLanguage, useText } from '../i18n/text.ts'
import { Dialog } from './dialog.tsx'
import type { Language } from '../../i18n/languages.ts'
import { type NewsGroup, readChangelog, type Release } from '../model/changelog.ts'
import styles from './news.module.css'

/** CHANGELOG.<language>.md for languages that have one. */
const translations = import.meta.glob<string>('../../CHANGELOG.*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
})

function releasesIn(language: Language): Release[] {
  return readChangelog(translations[`../../CHANGELOG.${language}.md`] ?? english)
}

/** All versions, newest first, in the current language. */
export function useReleases(): readonly Release[] {
  const language = useLanguage()
  return useMemo(() => releasesIn(language), [language])
}

/** The changes of one version, as lists under their headings. */
export function News({ news }: { news: readonly NewsGroup[] }) {
  return (
    <div className={styles['news']}>
      {news.map(({ heading, points }) => (
        <div key={heading}>
          {heading === '' ? null : <h4 className={styles['heading']}>{heading}</h4>}
          <ul className={styles['points']}>
            {points.map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  )
}

/** The news, version by version. */
export function NewsDialog({
  isOpen,
  onClose,
  releases,
}: {
  isOpen: boolean
  onClose: () => void
  releases: readonly Release[]
}) {
  const t = useText()
  const format = useFormat()
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('updates.news.title')}>
      {releases.map(({ version, date, news }) => (
        <section key={version} className={styles['release']}>
          <h3 className={styles['version']}>
            {version}
            {date === null ? null : <span className={styles['date']}>{format.date(`${date}T12:00:00`)}</span>}
          </h3>
          <News news={news} />
        </section>
      ))}
    </Dialog>
  )
}

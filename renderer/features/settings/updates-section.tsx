import { useState } from 'react'
import type { UpdateState } from '../../../contract/updates.ts'
import { call } from '../../bridge.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { updatesQuery, useSettings } from '../../state/server-state.ts'
import { useEventQuery } from '../../state/event-query.ts'
import { Button } from '../../ui/button.tsx'
import { Switch } from '../../ui/choices.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { Section } from '../../ui/page.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { useErrorToast } from '../../state/use-action.ts'
import { readNews } from '../../model/changelog.ts'
import { News, NewsDialog, useReleases } from '../../ui/news.tsx'
import { Setting } from './setting.tsx'
import styles from './setting.module.css'
import { useChangeSettings } from '../../model/use-setting.ts'

/** Updates: whether there is a newer version, and its actions. Nothing happens without the user's consent. */
export function UpdatesSection() {
  const t = useText()
  const live = useEventQuery(updatesQuery)
  const settings = useSettings()
  const change = useChangeSettings()
  const releases = useReleases()
  const [showsNews, setShowsNews] = useState(false)
  if (live.status !== 'ready') return null
  const state = live.value
  return (
    <Section title={t('updates.title')}>
      <NewerVersion state={state} />
      {state.mode === 'off' ? null : (
        <Setting label={t('updates.daily')} hint={t('updates.dailyHint')}>
          <Switch
            isLabelHidden
            label={t('updates.daily')}
            isChecked={settings.checkForUpdates}
            onChange={(checkForUpdates) => change({ checkForUpdates })}
          />
        </Setting>
      )}
      <Setting label={t('updates.news.title')} hint={t('updates.news.hint')}>
        <Button onClick={() => setShowsNews(true)}>{t('updates.news.show')}</Button>
      </Setting>
      <NewsDialog isOpen={showsNews} onClose={() => setShowsNews(false)} releases={releases} />
    </Section>
  )
}

function NewerVersion({ state }: { state: UpdateState }) {
  const t = useText()
  const { found, failure, step } = state
  const news = found === null ? [] : readNews(found.notes)
  return (
    <>
      <Setting
        label={
          found === null || step === 'checking'
            ? t('updates.version')
            : t('updates.found', { version: found.version })
        }
        hint={<UpdateText state={state} />}
      >
        <Buttons state={state} />
      </Setting>
      {news.length === 0 ? null : (
        <div className={styles['notice']}>
          <News news={news} />
        </div>
      )}
      {failure === null ? null : (
        <div className={styles['notice']}>
          <FailureNotice failure={failure} />
        </div>
      )}
    </>
  )
}

function UpdateText({ state: { mode, step, checkedAt, progress } }: { state: UpdateState }) {
  const t = useText()
  const format = useFormat()
  if (mode === 'off') return t('updates.off')
  switch (step) {
    case 'checking':
      return t('updates.checking')
    case 'downloading':
      return (
        <>
          <p>{t('updates.downloading', { percent: format.percent(progress) })}</p>
          <div className={styles['progress']}>
            <ProgressBar label={t('updates.progress')} fraction={progress} />
          </div>
        </>
      )
    case 'ready':
      return t('updates.ready')
    case 'found':
      return mode === 'install' ? t('updates.installs') : t('updates.tells')
    case 'resting':
      return checkedAt === null
        ? t('updates.notChecked')
        : t('updates.newest', { when: format.dateTime(checkedAt) })
  }
}

function Buttons({ state: { mode, step, hasPage } }: { state: UpdateState }) {
  const t = useText()
  const report = useErrorToast()
  const page = <Button onClick={() => report(call('updates.openPage'))}>{t('updates.openPage')}</Button>
  if (mode === 'off') return hasPage ? page : null
  if (step === 'ready') {
    return (
      <Button look="primary" onClick={() => report(call('updates.restart'))}>
        {t('updates.restart')}
      </Button>
    )
  }
  return (
    <>
      {step === 'found' && hasPage ? page : null}
      {step === 'downloading' ? null : (
        <Button isBusy={step === 'checking'} onClick={() => report(call('updates.check'))}>
          {t('updates.check')}
        </Button>
      )}
      {step === 'found' && mode === 'install' ? (
        <Button look="primary" onClick={() => report(call('updates.download'))}>
          {t('updates.download')}
        </Button>
      ) : null}
    </>
  )
}

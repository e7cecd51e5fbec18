import { useEffect, useState } from 'react'
import { useText } from '../../i18n/text.ts'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { showToast } from '../../state/toasts.ts'
import { CameraPanel } from './camera-panel.tsx'
import { shownText, type UnreadablePicture } from './codes.ts'
import { takePendingLink, useHasPendingLink } from './pending-link.ts'
import styles from './minutes.module.css'
import { NothingFound } from './nothing-found.tsx'
import { reader, useReading } from './page-reader.ts'
import { PreviewDialog } from './preview-dialog.tsx'
import { RefusedCode } from './refused-code.tsx'
import { SeveralCodes } from './several-codes.tsx'
import { MinutesTabs } from './minutes-tabs.tsx'
import { WaitingSaves } from './waiting-saves.tsx'
import { CodeSources } from './code-sources.tsx'

const NONE: UnreadablePicture[] = []

const readText = (text: string): void => reader.read({ pictures: [], text })

/** Screen, pictures, camera and paste lead to the same preview. Below it, the saved minutes. */
export function MinutesPage() {
  const t = useText()
  const state = useReading()
  const [link, setLink] = useState('')
  const reading = state.step === 'done' ? state.reading : null
  const hasDialog = reading?.kind === 'minutes' || reading?.kind === 'several'

  useEffect(() => reader.rest, [])

  const unreadable = state.step === 'done' ? state.unreadable : NONE
  useEffect(() => {
    if (unreadable.length === 0) return
    showToast({
      kind: 'bad',
      title: t('minutes.someUnreadable', { count: unreadable.length }),
      description: unreadable.map(({ picture }) => shownText(picture, 80)).join(', '),
    })
  }, [unreadable, t])

  // The user signed in with a pending link, or opened one outside the app: it waits until the current dialog
  // closes.
  const hasKeptLink = useHasPendingLink()
  useEffect(() => {
    if (!hasKeptLink || hasDialog) return
    const kept = takePendingLink()
    if (kept !== null) readText(kept)
  }, [hasKeptLink, hasDialog])

  return (
    <Page header={<PageHeader title={t('minutes.title')} />}>
      <div className={styles['page']}>
        {state.step === 'camera' ? (
          <CameraPanel onFound={reader.take} onClose={reader.dismiss} />
        ) : (
          <CodeSources state={state} link={link} onLink={setLink} />
        )}
        {state.step === 'failed' ? (
          <FailureNotice failure={state.failure} onRetry={reader.readScreen} />
        ) : null}
        {reading?.kind === 'refused' ? (
          <RefusedCode text={reading.text} failure={reading.failure} onDismiss={reader.dismiss} />
        ) : null}
        {reading?.kind === 'nothing' ? (
          <NothingFound at={reading.at} unreadable={reading.unreadable} onDismiss={reader.dismiss} />
        ) : null}
        <WaitingSaves />
        <MinutesTabs onSaveAgain={readText} />
      </div>
      {reading?.kind === 'minutes' ? (
        <PreviewDialog
          text={reading.text}
          repairs={reading.repairs}
          onClose={reader.dismiss}
          onSaved={() => {
            // The answer may arrive after the dialog was closed and another code is shown.
            const shown = reader.get()
            if (shown.step !== 'done' || shown.reading !== reading) return
            reader.dismiss()
            setLink('')
          }}
        />
      ) : null}
      {reading?.kind === 'several' ? <SeveralCodes codes={reading.codes} onClose={reader.dismiss} /> : null}
    </Page>
  )
}

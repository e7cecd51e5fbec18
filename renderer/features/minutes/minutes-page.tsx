import { Camera, ClipboardPaste, ImageUp, QrCode } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/button.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { CameraPanel } from './camera-panel.tsx'
import { ChooseDialog } from './choose-dialog.tsx'
import { takeKeptLink, useHasKeptLink } from './kept-link.ts'
import styles from './minutes.module.css'
import { NothingFound } from './nothing-found.tsx'
import { PreviewDialog } from './preview-dialog.tsx'
import { PICTURE_TYPES } from './read-picture.ts'
import { RefusedCode } from './refused-code.tsx'
import { useArrivals } from './use-arrivals.ts'
import { Shelves } from './shelves.tsx'
import { type Reader, useReading } from './use-reading.ts'

const isMac = navigator.platform.startsWith('Mac')

/** Four ways to one preview: paste, picture, camera and link. */
export function MinutesPage() {
  const t = useText()
  const reader = useReading()
  const [isCameraOpen, setIsCameraOpen] = useState(false)
  const [link, setLink] = useState('')
  const { state, read, take, dismiss } = reader
  const reading = state.step === 'done' ? state.reading : null
  const hasDialog = reading?.kind === 'minutes' || reading?.kind === 'several'
  const isDraggedOver = useArrivals(hasDialog, (incoming) => {
    setIsCameraOpen(false)
    read(incoming)
  })

  // Somebody went to sign in with a link in hand, or opened one outside the app: it waits for what is being asked.
  const hasKeptLink = useHasKeptLink()
  useEffect(() => {
    if (!hasKeptLink || hasDialog) return
    const kept = takeKeptLink()
    if (kept !== null) read({ pictures: [], text: kept })
  }, [hasKeptLink, hasDialog, read])

  return (
    <Page header={<PageHeader title={t('minutes.title')} />}>
      <div className={styles['page']}>
        {isCameraOpen && !hasDialog ? (
          <CameraPanel
            onFound={(found) => {
              setIsCameraOpen(false)
              take(found)
            }}
            onClose={() => setIsCameraOpen(false)}
          />
        ) : (
          <Ways
            reader={reader}
            link={link}
            onLink={setLink}
            onCamera={() => {
              dismiss()
              setIsCameraOpen(true)
            }}
          />
        )}
        {reading?.kind === 'refused' ? (
          <RefusedCode text={reading.text} failure={reading.failure} onDismiss={dismiss} />
        ) : null}
        {reading?.kind === 'nothing' ? (
          <NothingFound unreadable={reading.unreadable} onDismiss={dismiss} />
        ) : null}
        <Shelves onSaveAgain={(text) => read({ pictures: [], text })} />
      </div>
      {reading?.kind === 'minutes' ? (
        <PreviewDialog
          text={reading.text}
          onClose={dismiss}
          onSaved={() => {
            dismiss()
            setLink('')
          }}
        />
      ) : null}
      {reading?.kind === 'several' ? (
        <ChooseDialog
          codes={reading.codes}
          onChoose={(text) => read({ pictures: [], text })}
          onClose={dismiss}
        />
      ) : null}
      {isDraggedOver ? (
        <div className={styles['dropHere']} aria-hidden="true">
          <ImageUp size={32} strokeWidth={1.6} />
          {t('minutes.ways.drop')}
        </div>
      ) : null}
    </Page>
  )
}

interface WaysProps {
  reader: Reader
  /** What stands in the link field. */
  link: string
  onLink: (link: string) => void
  onCamera: () => void
}

function Ways({ reader, link, onLink, onCamera }: WaysProps) {
  const t = useText()
  const { state, read, dismiss } = reader
  const files = useRef<HTMLInputElement>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const text = link.trim()
    if (text !== '') read({ pictures: [], text })
  }

  return (
    <section className={styles['ways']} aria-label={t('minutes.ways.title')}>
      <div className={styles['pictures']}>
        <span className={styles['mark']} aria-hidden="true">
          <QrCode />
        </span>
        <div className={styles['words']}>
          <h2 className={styles['waysTitle']}>{t('minutes.ways.title')}</h2>
          <p className={styles['waysHint']}>{t('minutes.ways.hint')}</p>
        </div>
        {state.step === 'looking' ? (
          <p className={styles['looking']} role="status">
            <Spinner />
            {state.pictures === 1
              ? t('minutes.ways.looking')
              : t('minutes.ways.lookingAt', { number: state.done + 1, count: state.pictures })}
            <Button size="small" look="quiet" onClick={dismiss}>
              {t('common.actions.cancel')}
            </Button>
          </p>
        ) : (
          <div className={styles['buttons']}>
            <Button
              look="primary"
              icon={<ImageUp aria-hidden="true" />}
              onClick={() => files.current?.click()}
            >
              {t('minutes.ways.open')}
            </Button>
            <Button icon={<Camera aria-hidden="true" />} onClick={onCamera}>
              {t('minutes.ways.camera')}
            </Button>
            <span className={styles['paste']}>
              <ClipboardPaste aria-hidden="true" size={14} />
              {t('minutes.ways.paste', { keys: isMac ? '⌘V' : 'Ctrl+V' })}
            </span>
          </div>
        )}
        <input
          ref={files}
          type="file"
          accept={PICTURE_TYPES}
          multiple
          hidden
          aria-label={t('minutes.ways.open')}
          onChange={(event) => {
            const pictures = [...(event.currentTarget.files ?? [])]
            // The same picture can be opened again.
            event.currentTarget.value = ''
            if (pictures.length > 0) read({ pictures, text: '' })
          }}
        />
      </div>
      <form className={styles['link']} onSubmit={submit}>
        <TextField
          label={t('minutes.ways.link')}
          value={link}
          onChange={onLink}
          placeholder="cloudlink://cloudlink.huawei.com/h5page?action=SAVE_MEETING_FILE&…"
          isMonospace
          className={styles['linkField']}
        />
        <Button type="submit" disabled={link.trim() === ''}>
          {t('minutes.ways.read')}
        </Button>
      </form>
    </section>
  )
}

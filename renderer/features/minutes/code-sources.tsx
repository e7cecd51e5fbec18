import { Camera, ClipboardPaste, ImageUp, Keyboard, ScanQrCode } from 'lucide-react'
import { type FormEvent, useRef } from 'react'
import { isMac } from '../../platform.ts'
import { useText } from '../../i18n/text.ts'
import { useSettings } from '../../state/server-state.ts'
import { goTo } from '../../navigation.ts'
import { useShortcutState } from '../../model/shortcut-state.ts'
import { shownKeys } from '../../shown-keys.ts'
import { Button } from '../../ui/button.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { TextField } from '../../ui/text-field.tsx'
import styles from './minutes.module.css'
import { reader } from './page-reader.ts'
import { PICTURE_TYPES } from './read-picture.ts'
import type { ReadingState } from './reader.ts'

export interface CodeSourcesProps {
  state: ReadingState
  /** The value of the link field. */
  link: string
  onLink: (link: string) => void
}

export function CodeSources({ state, link, onLink }: CodeSourcesProps) {
  const t = useText()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const text = link.trim()
    if (text !== '') reader.read({ pictures: [], text })
  }
  return (
    <section className={styles['ways']} aria-label={t('minutes.ways.title')}>
      <div className={styles['pictures']}>
        <span className={styles['mark']} aria-hidden="true">
          <ScanQrCode />
        </span>
        <div className={styles['words']}>
          <h2 className={styles['waysTitle']}>{t('minutes.ways.title')}</h2>
          <p className={styles['waysHint']}>{t('minutes.ways.hint')}</p>
        </div>
        {state.step === 'looking' ? <Looking state={state} /> : <Buttons />}
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

function Buttons() {
  const t = useText()
  const { screenShortcut } = useSettings()
  const shortcut = useShortcutState()
  const files = useRef<HTMLInputElement>(null)
  return (
    <div className={styles['buttons']}>
      <Button look="primary" icon={<ScanQrCode aria-hidden="true" />} onClick={reader.readScreen}>
        {t('minutes.ways.screen')}
      </Button>
      <Button icon={<ImageUp aria-hidden="true" />} onClick={() => files.current?.click()}>
        {t('minutes.ways.open')}
      </Button>
      <Button icon={<Camera aria-hidden="true" />} onClick={reader.openCamera}>
        {t('minutes.ways.camera')}
      </Button>
      <div className={styles['hints']}>
        <span className={styles['paste']}>
          <ClipboardPaste aria-hidden="true" size={14} />
          {t('minutes.ways.paste', { keys: isMac ? '⌘V' : 'Ctrl+V' })}
          {shortcut === 'ready'
            ? ` · ${t('minutes.ways.anywhere', { keys: shownKeys(screenShortcut, isMac) })}`
            : null}
        </span>
        {screenShortcut === 'off' ? (
          <Button
            size="small"
            look="quiet"
            icon={<Keyboard aria-hidden="true" />}
            onClick={() => goTo('settings', 'screen')}
          >
            {t('minutes.ways.setKeys')}
          </Button>
        ) : null}
      </div>
      <input
        ref={files}
        type="file"
        accept={PICTURE_TYPES}
        multiple
        hidden
        aria-label={t('minutes.ways.open')}
        onChange={(event) => {
          const pictures = [...(event.currentTarget.files ?? [])]
          // Allows opening the same picture again.
          event.currentTarget.value = ''
          if (pictures.length > 0) reader.read({ pictures, text: '' })
        }}
      />
    </div>
  )
}

function Looking({ state }: { state: Extract<ReadingState, { step: 'looking' }> }) {
  const t = useText()
  return (
    <p className={styles['looking']} role="status">
      <Spinner />
      {state.at === 'screen'
        ? t('minutes.ways.lookingAtScreen')
        : state.pictures === 1
          ? t('minutes.ways.looking')
          : t('minutes.ways.lookingAt', { number: state.done + 1, count: state.pictures })}
      <Button size="small" look="quiet" onClick={reader.dismiss}>
        {t('common.actions.cancel')}
      </Button>
    </p>
  )
}

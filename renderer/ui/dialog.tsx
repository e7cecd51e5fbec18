import { AlertDialog } from '@base-ui/react/alert-dialog'
import { Dialog as BaseDialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { useText } from '../i18n/text.ts'
import { Button, IconButton } from './button.tsx'
import { classNames } from './class-names.ts'
import styles from './dialog.module.css'

export interface DialogProps {
  isOpen: boolean
  onClose: () => void
  title: string
  description?: ReactNode
  children?: ReactNode
  /** Buttons in the footer; the first is the least important. */
  actions?: ReactNode
  width?: 'normal' | 'wide' | 'full'
  /** `side`: a panel at the right edge, for browsing. */
  place?: 'middle' | 'side'
  /** It contains nothing focusable: the text itself is focusable, or no key could scroll it. */
  isTextOnly?: boolean
  onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void
}

export function Dialog({
  isOpen,
  onClose,
  title,
  description,
  children,
  actions,
  width = 'normal',
  place = 'middle',
  isTextOnly = false,
  onKeyDown,
}: DialogProps) {
  const popup = useRef<HTMLDivElement>(null)
  const t = useText()
  return (
    <BaseDialog.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={styles['backdrop']} />
        {/* The dialog itself is focused: a key still held down must not press one of its buttons. */}
        <BaseDialog.Popup
          ref={popup}
          initialFocus={popup}
          onKeyDown={onKeyDown}
          className={classNames(styles['popup'], styles[place], styles[width])}
        >
          <header className={styles['header']}>
            <div className={styles['titles']}>
              <BaseDialog.Title className={styles['title']}>{title}</BaseDialog.Title>
              {description === undefined ? null : (
                <BaseDialog.Description className={styles['description']}>
                  {description}
                </BaseDialog.Description>
              )}
            </div>
            <BaseDialog.Close
              render={
                <IconButton size="small" label={t('common.actions.close')} icon={<X aria-hidden="true" />} />
              }
            />
          </header>
          <div
            className={styles['body']}
            {...(isTextOnly ? { role: 'region', 'aria-label': title, tabIndex: 0 } : {})}
          >
            {children}
          </div>
          {actions === undefined ? null : <footer className={styles['footer']}>{actions}</footer>}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  )
}

export interface ConfirmDialogProps {
  isOpen: boolean
  onClose: () => void
  onConfirm: () => void
  title: string
  children: ReactNode
  confirmLabel: string
  cancelLabel?: string
  isDangerous?: boolean
  isBusy?: boolean
}

/** A modal question; Escape means "no". */
export function ConfirmDialog({
  isOpen,
  onClose,
  onConfirm,
  title,
  children,
  confirmLabel,
  cancelLabel,
  isDangerous = false,
  isBusy = false,
}: ConfirmDialogProps) {
  const t = useText()
  return (
    <AlertDialog.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={styles['backdrop']} />
        <AlertDialog.Popup className={classNames(styles['popup'], styles['middle'], styles['normal'])}>
          <header className={styles['header']}>
            <AlertDialog.Title className={styles['title']}>{title}</AlertDialog.Title>
          </header>
          <AlertDialog.Description render={<div />} className={styles['body']}>
            {children}
          </AlertDialog.Description>
          <footer className={styles['footer']}>
            <AlertDialog.Close render={<Button>{cancelLabel ?? t('common.actions.cancel')}</Button>} />
            <Button look={isDangerous ? 'danger' : 'primary'} isBusy={isBusy} onClick={onConfirm}>
              {confirmLabel}
            </Button>
          </footer>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}

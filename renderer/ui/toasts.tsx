import { Toast } from '@base-ui/react/toast'
import { CircleAlert, CircleCheck, Info, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useText } from '../i18n/text.ts'
import { toastManager } from '../state/toasts.ts'
import { IconButton } from './button.tsx'
import styles from './toasts.module.css'

/** Provides the page's toasts; once, around everything. */
export function Toasts({ children }: { children: ReactNode }) {
  const t = useText()
  return (
    <Toast.Provider toastManager={toastManager} limit={4}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className={styles['viewport']} aria-label={t('common.toasts')}>
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

function ToastList() {
  const t = useText()
  const { toasts } = Toast.useToastManager()
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className={styles['toast']}>
      <Toast.Content className={styles['content']}>
        <span className={styles['icon']} data-kind={toast.type}>
          <KindIcon kind={toast.type} />
        </span>
        <div className={styles['text']}>
          <Toast.Title className={styles['title']} />
          <Toast.Description className={styles['description']} />
          <Toast.Action className={styles['action']} />
        </div>
        <Toast.Close
          render={
            <IconButton size="small" label={t('common.actions.dismiss')} icon={<X aria-hidden="true" />} />
          }
        />
      </Toast.Content>
    </Toast.Root>
  ))
}

function KindIcon({ kind }: { kind: string | undefined }) {
  if (kind === 'good') return <CircleCheck aria-hidden="true" size={18} />
  if (kind === 'bad') return <CircleAlert aria-hidden="true" size={18} />
  return <Info aria-hidden="true" size={18} />
}

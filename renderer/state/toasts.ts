import { Toast } from '@base-ui/react/toast'

/** The toasts on screen; {@link showToast} adds to it, and the window's frame renders them. */
export const toastManager = Toast.createToastManager()

export interface ToastOptions {
  kind: 'good' | 'bad' | 'info'
  title: string
  description?: string
  action?: { label: string; onPress: () => void }
}

/** Shows a toast; one of kind `bad` stays longer and is announced immediately. */
export function showToast({ kind, title, description, action }: ToastOptions): void {
  toastManager.add({
    type: kind,
    title,
    description,
    timeout: kind === 'bad' ? 12_000 : 6_000,
    priority: kind === 'bad' ? 'high' : 'low',
    ...(action === undefined ? {} : { actionProps: { children: action.label, onClick: action.onPress } }),
  })
}

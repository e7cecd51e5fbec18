import { Toast } from '@base-ui/react/toast'

/** Holds the toasts that are shown; {@link showToast} adds to it, and the frame of the window draws them. */
export const toastManager = Toast.createToastManager()

export interface ToastOptions {
  kind: 'good' | 'bad' | 'info'
  title: string
  description?: string
  action?: { label: string; onPress: () => void }
}

/** Shows a toast; one of kind `bad` stays longer and is read aloud at once. */
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

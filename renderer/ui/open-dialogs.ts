/** [Note: toasts are dialogs] Toasts have these roles as well, with aria-modal=false: they are not modal. */
const OPEN_QUESTION = '[role=alertdialog]:not([aria-modal=false])'
const OPEN_DIALOG = `[role=dialog]:not([aria-modal=false]), dialog[open], ${OPEN_QUESTION}`

/** Whether a dialog is open. */
export function isDialogOpen(): boolean {
  return document.querySelector(OPEN_DIALOG) !== null
}

/** Whether a modal question is open. */
export function isQuestionOpen(): boolean {
  return document.querySelector(OPEN_QUESTION) !== null
}

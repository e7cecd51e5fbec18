/** [Note: toasts are dialogs] Toasts have these roles as well, with aria-modal=false: they wait for nobody. */
const OPEN_QUESTION = '[role=alertdialog]:not([aria-modal=false])'
const OPEN_DIALOG = `[role=dialog]:not([aria-modal=false]), dialog[open], ${OPEN_QUESTION}`

/** Does a dialog wait for its answer? */
export function isDialogOpen(): boolean {
  return document.querySelector(OPEN_DIALOG) !== null
}

/** Does a question wait that has to be answered before anything else? */
export function isQuestionOpen(): boolean {
  return document.querySelector(OPEN_QUESTION) !== null
}

import type { Question } from '../messages.ts'

/** What the desktop would show, shown in the page: a question for a path, a message box, and a line of text. */

/** System colours follow light and dark by themselves. */
const SURFACE = {
  background: 'Canvas',
  color: 'CanvasText',
  border: '1px solid color-mix(in srgb, CanvasText 30%, Canvas)',
}

/** Resolves to the typed path, or null when the question was closed. */
export function askInPage(question: {
  title: string
  start: string
  problem: string
}): Promise<string | null> {
  const dialog = document.createElement('dialog')
  dialog.dataset['standin'] = 'path'
  const form = Object.assign(document.createElement('form'), { method: 'dialog' })
  const title = Object.assign(document.createElement('label'), {
    textContent: question.title,
    htmlFor: 'standin-path',
  })
  const input = Object.assign(document.createElement('input'), { id: 'standin-path', value: question.start })
  const problem = Object.assign(document.createElement('p'), { textContent: question.problem })
  const ok = Object.assign(document.createElement('button'), { value: 'ok', textContent: 'OK' })
  const cancel = Object.assign(document.createElement('button'), {
    type: 'button',
    textContent: navigator.language.startsWith('zh') ? '取消' : 'Cancel',
  })
  cancel.addEventListener('click', () => dialog.close())
  const actions = document.createElement('div')
  actions.append(cancel, ok)
  form.append(title, input, problem, actions)
  dialog.append(form)
  Object.assign(dialog.style, { ...SURFACE, padding: '20px', borderRadius: '12px' })
  Object.assign(form.style, {
    display: 'grid',
    gap: '12px',
    width: 'min(480px, 80vw)',
    font: '14px system-ui',
  })
  Object.assign(title.style, { fontWeight: '600' })
  Object.assign(input.style, { ...SURFACE, font: 'inherit', padding: '8px 10px', borderRadius: '6px' })
  Object.assign(problem.style, { margin: '0', color: 'light-dark(#b42318, #f97066)' })
  Object.assign(actions.style, { display: 'flex', gap: '8px', justifyContent: 'flex-end' })
  for (const button of [cancel, ok])
    Object.assign(button.style, { ...SURFACE, font: 'inherit', padding: '6px 18px', borderRadius: '6px' })
  document.body.append(dialog)
  dialog.showModal()
  input.select()
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove()
      resolve(dialog.returnValue === 'ok' ? input.value.trim() : null)
    })
  })
}

/** Resolves to the button that was pressed; Escape is the one to cancel. */
export function questionInPage(question: Question): Promise<{ button: number; isChecked: boolean }> {
  const dialog = document.createElement('dialog')
  dialog.dataset['standin'] = 'question'
  const form = Object.assign(document.createElement('form'), { method: 'dialog' })
  const message = Object.assign(document.createElement('h2'), { textContent: question.message })
  const detail = Object.assign(document.createElement('p'), { textContent: question.detail })
  const box = Object.assign(document.createElement('input'), { type: 'checkbox' })
  const label = document.createElement('label')
  label.append(box, ` ${question.checkbox}`)
  const actions = document.createElement('div')
  // The first is the one that is meant; it stands where a hand finds it.
  for (const [index, text] of [...question.buttons.entries()].toReversed()) {
    const button = Object.assign(document.createElement('button'), {
      value: String(index),
      textContent: text,
    })
    Object.assign(button.style, { ...SURFACE, font: 'inherit', padding: '6px 18px', borderRadius: '6px' })
    actions.append(button)
  }
  form.append(message, detail, ...(question.checkbox === '' ? [] : [label]), actions)
  dialog.append(form)
  Object.assign(dialog.style, { ...SURFACE, padding: '20px', borderRadius: '12px' })
  Object.assign(form.style, {
    display: 'grid',
    gap: '12px',
    width: 'min(420px, 80vw)',
    font: '14px system-ui',
  })
  Object.assign(message.style, { margin: '0', font: 'inherit', fontWeight: '600' })
  Object.assign(detail.style, { margin: '0' })
  Object.assign(actions.style, { display: 'flex', gap: '8px', justifyContent: 'flex-end' })
  document.body.append(dialog)
  dialog.showModal()
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove()
      const button = dialog.returnValue === '' ? question.cancel : Number(dialog.returnValue)
      resolve({ button, isChecked: box.checked })
    })
  })
}

/** A line at the foot of the page, for a few seconds unless it stays. */
export function showLine(text: string, stays = false): void {
  document.querySelector('[data-standin=line]')?.remove()
  const line = Object.assign(document.createElement('output'), { textContent: text })
  line.dataset['standin'] = 'line'
  Object.assign(line.style, {
    position: 'fixed',
    insetInline: '0',
    bottom: '0',
    zIndex: '2147483647',
    padding: '8px 16px',
    overflowWrap: 'anywhere',
    font: '13px system-ui',
    color: '#fff',
    background: '#1f2937',
  })
  document.body.append(line)
  if (!stays) setTimeout(() => line.remove(), 6000)
}

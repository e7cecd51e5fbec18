import type { Question } from '../messages.ts'

/** Desktop features shown in the page: a question for a path, a message box, and a line of text. */

/** System colours follow the light or dark theme. */
const SURFACE = {
  background: 'Canvas',
  color: 'CanvasText',
  border: '1px solid color-mix(in srgb, CanvasText 30%, Canvas)',
}

/** Resolves to the typed path, or null if the question was closed. */
export async function askInPage(question: {
  title: string
  start: string
  problem: string
}): Promise<string | null> {
  const title = Object.assign(document.createElement('label'), {
    textContent: question.title,
    htmlFor: 'standin-path',
  })
  const input = Object.assign(document.createElement('input'), { id: 'standin-path', value: question.start })
  const problem = Object.assign(document.createElement('p'), { textContent: question.problem })
  Object.assign(title.style, { fontWeight: '600' })
  Object.assign(input.style, { ...SURFACE, font: 'inherit', padding: '8px 10px', borderRadius: '6px' })
  Object.assign(problem.style, { margin: '0', color: 'light-dark(#b42318, #f97066)' })
  const answer = answerTo(
    'path',
    [title, input, problem],
    [
      { value: '', text: navigator.language.startsWith('zh') ? '取消' : 'Cancel' },
      { value: 'ok', text: 'OK' },
    ],
  )
  input.select()
  return (await answer) === 'ok' ? input.value.trim() : null
}

/** Resolves to the button that was clicked; Escape is the cancel button. */
export async function questionInPage(question: Question): Promise<{ button: number; isChecked: boolean }> {
  const message = Object.assign(document.createElement('h2'), { textContent: question.message })
  const detail = Object.assign(document.createElement('p'), { textContent: question.detail })
  const box = Object.assign(document.createElement('input'), { type: 'checkbox' })
  const label = document.createElement('label')
  label.append(box, ` ${question.checkbox}`)
  Object.assign(message.style, { margin: '0', font: 'inherit', fontWeight: '600' })
  Object.assign(detail.style, { margin: '0' })
  // The first is the default; it is placed last, where users expect it.
  const buttons = [...question.buttons.entries()].toReversed()
  const answer = await answerTo(
    'question',
    [message, detail, ...(question.checkbox === '' ? [] : [label])],
    buttons.map(([index, text]) => ({ value: String(index), text })),
  )
  return { button: answer === '' ? question.cancel : Number(answer), isChecked: box.checked }
}

/** Shows a dialog with a row of buttons and resolves to the value of the one clicked; '' for Escape. */
function answerTo(
  kind: string,
  content: readonly HTMLElement[],
  buttons: readonly { value: string; text: string }[],
): Promise<string> {
  const dialog = document.createElement('dialog')
  dialog.dataset['standin'] = kind
  const form = Object.assign(document.createElement('form'), { method: 'dialog' })
  const actions = document.createElement('div')
  for (const { value, text } of buttons) {
    // One without a value is not a submit button: Enter in a field presses the first submit button.
    const type = value === '' ? 'button' : 'submit'
    const button = Object.assign(document.createElement('button'), { type, value, textContent: text })
    if (value === '') button.addEventListener('click', () => dialog.close())
    Object.assign(button.style, { ...SURFACE, font: 'inherit', padding: '6px 18px', borderRadius: '6px' })
    actions.append(button)
  }
  form.append(...content, actions)
  dialog.append(form)
  Object.assign(dialog.style, { ...SURFACE, padding: '20px', borderRadius: '12px' })
  Object.assign(form.style, {
    display: 'grid',
    gap: '12px',
    width: 'min(480px, 80vw)',
    font: '14px system-ui',
  })
  Object.assign(actions.style, { display: 'flex', gap: '8px', justifyContent: 'flex-end' })
  document.body.append(dialog)
  dialog.showModal()
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove()
      resolve(dialog.returnValue)
    })
  })
}

/** A line at the bottom of the page, for a few seconds unless it stays. */
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

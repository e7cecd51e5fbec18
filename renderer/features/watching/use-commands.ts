import { useEffect, useEffectEvent } from 'react'
import { type Command, commandOf } from './commands.ts'

/** Whether the focused element uses this key itself. The seek bar leaves its keys to the player. */
function isTaken(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false
  if (target.closest('[role=menu], [role=dialog], [role=alertdialog], [role=listbox]') !== null) return true
  if (target.closest('[data-player-keys]') !== null) return false
  if (target.matches('input[type=range]')) return /^(?:Arrow|Page|Home|End)/.test(key)
  if (target.matches('input, textarea, select')) return key !== 'Escape'
  return key === ' ' && target.closest('button, a, [role=button]') !== null
}

/** Handles the player's keys anywhere on its page. */
export function useCommands(run: (command: Command) => void): void {
  const runLatest = useEffectEvent(run)
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const command = commandOf(event)
      if (command === null || event.defaultPrevented || isTaken(event.target, event.key)) return
      // Capture phase: before the seek bar handles the arrow itself.
      event.preventDefault()
      event.stopPropagation()
      runLatest(command)
    }
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [])
}

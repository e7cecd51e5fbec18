import { useEffect, useEffectEvent, useState } from 'react'
import { type CommandName, commandNames } from '../../contract/commands.ts'
import { Licenses } from '../features/settings/licenses.tsx'
import { useCommandRequests } from '../command-bus.ts'
import { useOpenItem } from '../features/library/use-open-item.ts'
import { CheatSheet } from './cheat-sheet.tsx'
import { CommandPalette } from './command-palette.tsx'
import { type Overlay, useCommandHandlers } from './command-handlers.ts'
import { isQuestionOpen } from '../ui/open-dialogs.ts'
import { commandOfPress } from '../keys.ts'
import { isMac } from '../platform.ts'

/** Handles the keys of all commands, and shows palette, cheat sheet and licenses over any page. */
export function Commands() {
  const [overlay, setOverlay] = useState<Overlay | null>(null)
  const deeds = useCommandHandlers(setOverlay)
  const isPossible = (name: CommandName): boolean => deeds[name].isPossible?.() ?? true
  const run = (name: CommandName): void => {
    if (isQuestionOpen() || !isPossible(name)) return
    setOverlay(null)
    deeds[name].run()
  }

  const runLatest = useEffectEvent(run)
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return
      const name = commandOfPress(event, isMac, isTextField(event.target))
      if (name === null) return
      event.preventDefault()
      runLatest(name)
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
  useCommandRequests(run)

  const openItem = useOpenItem()

  const close = () => setOverlay(null)
  return (
    <>
      <CommandPalette
        isOpen={overlay === 'commands'}
        onClose={close}
        names={overlay === 'commands' ? commandNames.filter(isPossible) : []}
        onChoose={run}
        onOpen={openItem}
      />
      <CheatSheet isOpen={overlay === 'keys'} onClose={close} />
      <Licenses isOpen={overlay === 'licenses'} onClose={close} />
    </>
  )
}

function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true
  return (
    target instanceof HTMLInputElement &&
    !['checkbox', 'radio', 'button', 'file', 'range'].includes(target.type)
  )
}

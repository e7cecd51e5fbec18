import { useEffect, useEffectEvent } from 'react'
import type { CommandName } from '../contract/commands.ts'
import { createEmitter } from '../contract/emitter.ts'
import { useEvent } from './bridge.ts'

const asked = createEmitter<[CommandName]>()

/** Runs a command as its shortcut would, for buttons. */
export function runCommand(name: CommandName): void {
  asked.emit(name)
}

/** Subscribes to commands requested by buttons or the native menu. */
export function useCommandRequests(listen: (name: CommandName) => void): void {
  const hear = useEffectEvent(listen)
  useEffect(() => asked.on((name) => hear(name)), [])
  useEvent('command', listen)
}

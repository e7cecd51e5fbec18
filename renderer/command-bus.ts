import { useEffect, useEffectEvent } from 'react'
import type { CommandName } from '../contract/commands.ts'
import { createEmitter } from '../contract/emitter.ts'
import { useEvent } from './bridge.ts'

const asked = createEmitter<[CommandName]>()

/** Asks for a command, as its keys would: for buttons that stand for one. */
export function runCommand(name: CommandName): void {
  asked.emit(name)
}

/** Hears every command that a button or the native menu asks for. */
export function useCommandRequests(listen: (name: CommandName) => void): void {
  const hear = useEffectEvent(listen)
  useEffect(() => asked.on((name) => hear(name)), [])
  useEvent('command', listen)
}

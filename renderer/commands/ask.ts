import { useEffect, useRef } from 'react'
import type { CommandName } from '../../contract/commands.ts'
import { useEvent } from '../bridge.ts'

const listeners = new Set<(name: CommandName) => void>()

/** Asks for a command, as its keys would: for buttons that stand for one. */
export function askFor(name: CommandName): void {
  for (const listen of listeners) listen(name)
}

/** Hears every command that a button or the native menu asks for. */
export function useAsked(listen: (name: CommandName) => void): void {
  const latest = useRef(listen)
  useEffect(() => {
    latest.current = listen
  })
  useEffect(() => {
    const hear = (name: CommandName) => latest.current(name)
    listeners.add(hear)
    return () => void listeners.delete(hear)
  }, [])
  useEvent('command', listen)
}

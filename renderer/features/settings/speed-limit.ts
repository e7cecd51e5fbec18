import { BYTES_PER_SECOND } from '../../../contract/settings-bounds.ts'

/** Units of the limit; steps of 1024, as speeds are shown. */
export const SPEED_UNITS = { KB: 1024, MB: 1024 * 1024 } as const
export type SpeedUnit = keyof typeof SPEED_UNITS

/** The bounds of the setting in each unit, rounded inwards to the precision of the field. */
export const SLOWEST = {
  KB: Math.ceil(BYTES_PER_SECOND.min / SPEED_UNITS.KB),
  MB: Math.ceil((BYTES_PER_SECOND.min / SPEED_UNITS.MB) * 10) / 10,
} as const
/** Less than the setting's maximum: a round number. */
export const FASTEST = { KB: 9000 * 1024, MB: 9000 } as const

/** The unit in which a limit is a short number: MB from 1 on, if it then has at most one decimal. */
export function unitOf(bytesPerSecond: number): SpeedUnit {
  return bytesPerSecond >= SPEED_UNITS.MB && bytesOf(amountOf(bytesPerSecond, 'MB'), 'MB') === bytesPerSecond
    ? 'MB'
    : 'KB'
}

/** Rounded to one decimal. */
export function amountOf(bytesPerSecond: number, unit: SpeedUnit): number {
  return Math.round((bytesPerSecond * 10) / SPEED_UNITS[unit]) / 10
}

/** Bytes per second, within the offered bounds. */
export function bytesOf(amount: number, unit: SpeedUnit): number {
  return Math.round(Math.min(FASTEST[unit], Math.max(SLOWEST[unit], amount)) * SPEED_UNITS[unit])
}

import type { Settings } from '../../contract/settings.ts'
import type { TransferLimits } from '../interfaces.ts'

/** Default transfer limits, for the window and, unless overridden, the terminal. */
export function limitsFromSettings(
  settings: Pick<Settings, 'parallelFiles' | 'bytesPerSecond'>,
): TransferLimits {
  const { parallelFiles, bytesPerSecond } = settings
  return { parallelFiles, maxRetries: 8, retryWaitMs: 1000, stallTimeoutMs: 30_000, bytesPerSecond }
}

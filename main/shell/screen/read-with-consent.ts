import { AppError } from '../../../contract/errors.ts'
import type { ScreenPicture } from '../../../contract/screen.ts'
import type { AskConsent } from '../../ipc/handler-context.ts'
import type { RecentInput } from '../recent-input.ts'
import type { ScreenReader } from './screen-reader.ts'

/**
 * The page may read the screen right after the shortcut or an input of the user; otherwise a native box asks,
 * which also serves assistive technology that acts without input events. SCREEN_CANCELLED when declined.
 */
export function readWithConsent(deps: {
  reader: Pick<ScreenReader, 'hasTaken' | 'read'>
  input: Pick<RecentInput, 'isRecent'>
  askConsent: AskConsent
}): () => Promise<ScreenPicture[]> {
  const { reader, input, askConsent } = deps
  return async () => {
    if (!reader.hasTaken() && !input.isRecent() && !(await askConsent({ kind: 'screen' })))
      throw new AppError('SCREEN_CANCELLED')
    return await reader.read()
  }
}

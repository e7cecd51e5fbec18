import { useCallback, useEffect, useRef, useState } from 'react'
import { toFailure } from '../../../contract/errors.ts'
import { judge, type Reading, type UnreadablePicture } from './codes.ts'
import { decoder } from './decoder.ts'
import type { Incoming } from './incoming.ts'
import { pixelsOfPicture } from './read-picture.ts'

export type ReadingState =
  | { step: 'idle' }
  | { step: 'looking'; pictures: number; done: number }
  | { step: 'done'; reading: Reading }

export interface Reader {
  state: ReadingState
  read: (incoming: Incoming) => void
  /** Takes what the camera has seen. */
  take: (reading: Reading) => void
  /** Forgets the result, or stops looking. */
  dismiss: () => void
}

/** Reads whatever is pasted, dropped, opened or seen; what comes later supersedes what is under way. */
export function useReading(): Reader {
  const [state, setState] = useState<ReadingState>({ step: 'idle' })
  const turn = useRef(0)

  useEffect(
    () => () => {
      turn.current += 1
      decoder.close()
    },
    [],
  )

  const take = useCallback((reading: Reading) => {
    turn.current += 1
    setState({ step: 'done', reading })
  }, [])

  const dismiss = useCallback(() => {
    turn.current += 1
    setState({ step: 'idle' })
  }, [])

  const look = useCallback(async (pictures: File[]) => {
    const mine = (turn.current += 1)
    const found: { text: string; picture: string }[] = []
    const unreadable: UnreadablePicture[] = []
    for (const [done, picture] of pictures.entries()) {
      setState({ step: 'looking', pictures: pictures.length, done })
      try {
        const codes = await decoder.decode(await pixelsOfPicture(picture))
        for (const { text } of codes) found.push({ text, picture: picture.name })
      } catch (error) {
        unreadable.push({ picture: picture.name, failure: toFailure(error) })
      }
      if (turn.current !== mine) return
    }
    setState({ step: 'done', reading: judge(found, unreadable) })
  }, [])

  const read = useCallback(
    ({ pictures, text }: Incoming) => {
      if (pictures.length > 0) void look(pictures)
      else take(judge([{ text, picture: '' }]))
    },
    [look, take],
  )

  return { state, read, take, dismiss }
}

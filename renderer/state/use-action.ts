import { useCallback, useState } from 'react'
import { AppError, type Failure, toFailure } from '../../contract/errors.ts'
import { useLanguage } from '../i18n/text.ts'
import { describeFailure } from '../../i18n/describe-failure.ts'
import { showToast } from './toasts.ts'

export interface Action<A extends unknown[]> {
  /** Never throws: the error is in `failure`. */
  run: (...args: A) => Promise<void>
  isBusy: boolean
  failure: Failure | null
  forget: () => void
}

/** An action started by the user, with its pending state and its result. */
export function useAction<A extends unknown[]>(work: (...args: A) => Promise<void>): Action<A> {
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  return {
    isBusy,
    failure,
    forget: () => setFailure(null),
    run: async (...args) => {
      setIsBusy(true)
      setFailure(null)
      try {
        await work(...args)
      } catch (error) {
        // The user knows what they have just cancelled, in the page or in a box of main.
        if (!isCancelled(error)) setFailure(toFailure(error))
      } finally {
        setIsBusy(false)
      }
    },
  }
}

function isCancelled(error: unknown): boolean {
  return error instanceof AppError && error.code === 'CANCELLED'
}

/** Runs work whose failure has no place on the page: it is shown in a toast. */
export function useErrorToast(): (work: Promise<unknown>) => void {
  const language = useLanguage()
  return useCallback(
    (work) => {
      work.catch((error: unknown) => {
        if (isCancelled(error)) return
        const words = describeFailure(toFailure(error), language)
        showToast({ kind: 'bad', title: words.title, description: words.advice })
      })
    },
    [language],
  )
}

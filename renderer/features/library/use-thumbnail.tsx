import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, use, useEffect, useState } from 'react'
import type { LibraryItem } from '../../../contract/library.ts'
import { call } from '../../bridge.ts'
import { queryKeys } from '../../queries.ts'
import { pictureFile } from './frame-choice.ts'
import { filesHere } from './item-state.ts'
import { makeThumbnail } from './make-thumbnail.ts'
import { createThumbnailQueue, type ThumbnailQueue } from './thumbnail-queue.ts'

const Queue = createContext<ThumbnailQueue | null>(null)

/** Makes missing pictures while the page is open, and never beside the player, which has a page of its own. */
export function ThumbnailMaker({ children }: { children: ReactNode }) {
  const [queue] = useState(() => createThumbnailQueue(makeThumbnail))
  useEffect(() => {
    queue.open()
    return () => queue.close()
  }, [queue])
  return <Queue value={queue}>{children}</Queue>
}

/** The picture of an item, a data URL; undefined until there is one. */
export function useThumbnail(item: LibraryItem): string | undefined {
  const queries = useQueryClient()
  const queue = use(Queue)
  const id = pictureFile(item.files)?.id ?? ''
  const { data } = useQuery({
    queryKey: [...queryKeys.libraryThumbnail, id],
    queryFn: () => call('library.thumbnail', { id }),
    enabled: id !== '',
    staleTime: Infinity,
  })
  const source = pictureFile(filesHere(item))?.id
  const isWanted = data === null && source !== undefined
  useEffect(() => {
    if (!isWanted) return undefined
    return queue?.request(source, (picture) => {
      queries.setQueryData([...queryKeys.libraryThumbnail, id], picture)
      // Kept for the next time; it is shown without that too.
      call('library.saveThumbnail', { id, picture }).catch(() => undefined)
    })
  }, [isWanted, queue, queries, id, source])
  return data ?? undefined
}

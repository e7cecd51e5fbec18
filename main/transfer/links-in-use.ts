import type { FileContent } from '../interfaces.ts'

/** What the transfers of one worker know of the links that the others use. */
export interface LinksInUse {
  /** Enters a transfer, which begins with the link of its own file. */
  enter(finalPath: string): LinkUser
}

/** One transfer. A link is named by the final path of the file that it is listed for. */
export interface LinkUser {
  /** Uses this link from now on, and no other; null: one that nothing in the queue is listed for. */
  use(finalPath: string | null): void
  /** Ends the use of its link. `content`: of the whole file that came by it, if it was another one's. */
  end(content: FileContent | null): void
  /** Waits until no transfer uses this link. Resolves to the other file that came by it; null: unknown. */
  brought(finalPath: string): Promise<FileContent | null>
  noteSaved(): void
  /** The file with this final path was saved meanwhile, and takes no bytes any more. */
  isSaved(finalPath: string): boolean
  leave(): void
}

/**
 * Two files behind each other's links are transferred side by side: each must wait for what the other one
 * brings, instead of fetching it once more. A transfer ends the use of its own link before it waits, so no two
 * wait for each other.
 */
export function createLinksInUse(): LinksInUse {
  const uses = new Map<string, Set<Promise<void>>>()
  const known = new Map<string, FileContent>()
  const saved = new Set<string>()
  let users = 0

  const enter = (ownPath: string): LinkUser => {
    let current: { path: string; end: () => void } | null = null
    users += 1
    const end = (content: FileContent | null): void => {
      if (current === null) return
      if (content !== null) known.set(current.path, content)
      current.end()
      current = null
    }
    const use = (path: string | null): void => {
      if (current?.path === path) return
      end(null)
      if (path === null) return
      const ofPath = uses.get(path) ?? new Set()
      uses.set(path, ofPath)
      let resolve = (): void => undefined
      const ended = new Promise<void>((done) => (resolve = done))
      ofPath.add(ended)
      current = {
        path,
        end: () => {
          ofPath.delete(ended)
          if (ofPath.size === 0) uses.delete(path)
          resolve()
        },
      }
    }
    use(ownPath)
    return {
      use,
      end,
      brought: async (path) => {
        await Promise.all([...(uses.get(path) ?? [])])
        return known.get(path) ?? null
      },
      noteSaved: () => void saved.add(ownPath),
      isSaved: (path) => saved.has(path),
      leave: () => {
        end(null)
        users -= 1
        if (users > 0) return
        // One day, the links are listed in another order.
        known.clear()
        saved.clear()
      },
    }
  }
  return { enter }
}

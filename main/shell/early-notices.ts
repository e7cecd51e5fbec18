import type { Notice } from '../../contract/download.ts'

/** Keeps what is worth telling before there is a page to tell it to. */
export function holdNotices(send: (notice: Notice) => void): {
  tell(notice: Notice): void
  /** The page listens now: what was kept goes out, and from here on everything at once. */
  release(): void
} {
  let held: Notice[] | null = []
  return {
    tell(notice) {
      if (held === null) send(notice)
      else held.push(notice)
    },
    release() {
      for (const notice of held ?? []) send(notice)
      held = null
    },
  }
}

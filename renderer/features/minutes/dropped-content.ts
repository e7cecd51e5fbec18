/** The content of a paste or drop. */
export interface DroppedContent {
  pictures: File[]
  text: string
}

/** The subset of DataTransfer that is used; nothing in it is ever fetched. */
export interface DataTransferLike {
  readonly files: ArrayLike<File>
  getData(format: string): string
}

/** The prefix of a minutes link; its parser validates the rest. */
const LINK = /^cloudlink:/i

/**
 * Whether the minutes page should handle this. It handles pictures and minutes links from any page; other
 * text only where codes are read, and not when it is pasted into a field.
 */
export function isForUs(
  { pictures, text }: DroppedContent,
  { isOnMinutes, isEditing }: { isOnMinutes: boolean; isEditing: boolean },
): boolean {
  return pictures.length > 0 || LINK.test(text) || (isOnMinutes && !isEditing)
}

/**
 * Pictures or a text, never both: office programs add a picture of the text to the text, and browsers the
 * address to the picture. A minutes link takes precedence, then pictures. Null when there is nothing to read.
 */
export function droppedContentOf(carrier: DataTransferLike): DroppedContent | null {
  const text = carrier.getData('text/plain').trim()
  if (LINK.test(text)) return { pictures: [], text }
  const pictures = Array.from(carrier.files)
  if (pictures.length > 0) return { pictures, text: '' }
  return text === '' ? null : { pictures: [], text }
}

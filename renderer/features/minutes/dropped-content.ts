/** What a paste or a drop brings. */
export interface DroppedContent {
  pictures: File[]
  text: string
}

/** The part of DataTransfer that is looked at; nothing in it is ever fetched. */
export interface DataTransferLike {
  readonly files: ArrayLike<File>
  getData(format: string): string
}

/** A minutes link, by its beginning; whether it is a good one is for its parser. */
const LINK = /^cloudlink:/i

/**
 * Is this meant for the minutes page? Pictures and minutes links are, wherever they arrive; any other text only
 * where codes are read, and not when it is pasted into a field.
 */
export function isForUs(
  { pictures, text }: DroppedContent,
  { isOnMinutes, isEditing }: { isOnMinutes: boolean; isEditing: boolean },
): boolean {
  return pictures.length > 0 || LINK.test(text) || (isOnMinutes && !isEditing)
}

/**
 * Pictures or a text, never both: office programs put a picture of the text beside the text, and browsers the
 * address beside the picture. A minutes link is what was meant wherever there is one, otherwise the pictures are.
 * Null when there is nothing to read.
 */
export function incomingOf(carrier: DataTransferLike): DroppedContent | null {
  const text = carrier.getData('text/plain').trim()
  if (LINK.test(text)) return { pictures: [], text }
  const pictures = Array.from(carrier.files)
  if (pictures.length > 0) return { pictures, text: '' }
  return text === '' ? null : { pictures: [], text }
}

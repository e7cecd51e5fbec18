import { findPastedLinks } from '../../../qr/pasted-link.ts'

/** The content of a paste or drop. */
export interface DroppedContent {
  pictures: File[]
  text: string
  /** The same text as HTML, for the addresses of its links; '' when there is none. */
  html?: string
}

/** The subset of DataTransfer that is used; nothing in it is ever fetched. */
export interface DataTransferLike {
  readonly files: ArrayLike<File>
  getData(format: string): string
}

const hasLink = ({ text, html }: DroppedContent): boolean => findPastedLinks(text, html).length > 0

/**
 * Whether the minutes page should handle this. It handles pictures and minutes links from any page; other
 * text only where codes are read, and not when it is pasted into a field.
 */
export function isForUs(
  content: DroppedContent,
  { isOnMinutes, isEditing }: { isOnMinutes: boolean; isEditing: boolean },
): boolean {
  return content.pictures.length > 0 || hasLink(content) || (isOnMinutes && !isEditing)
}

/**
 * Pictures or a text, never both: office programs add a picture of the text to the text, and browsers the
 * address to the picture. A minutes link takes precedence, then pictures. Null when there is nothing to read.
 */
export function droppedContentOf(carrier: DataTransferLike): DroppedContent | null {
  const text = carrier.getData('text/plain').trim()
  const content = { pictures: [], text, html: carrier.getData('text/html') }
  if (hasLink(content)) return content
  const pictures = Array.from(carrier.files)
  if (pictures.length > 0) return { pictures, text: '' }
  return text === '' ? null : content
}

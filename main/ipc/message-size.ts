/** No call takes one; a larger one has a size that only its text would show. */
const BIGINT_BITS = 1024

/** More than the largest order has (contract/order.ts). */
const MOST_VALUES = 1_000_000

/**
 * Checks a message's size before it is parsed. Counts characters, bytes and items, and stops at the limit or after a
 * million values, so that a huge message costs no more than a small one. An object counts once, wherever the message
 * refers to it: one that contains itself has an end. What Object.keys() does not show counts as well: the text of an
 * error or a pattern, the digits of a large number. Schemas bound every field; this bounds the message as a whole.
 */
export function isWithinSize(message: unknown, limit: number): boolean {
  let size = 0
  let values = 0
  const seen = new Set<object>()
  const left = [message]
  const hasRoom = (items: number): boolean => size + items <= limit && values + items <= MOST_VALUES
  while (left.length > 0) {
    const value = left.pop()
    size += 1
    values += 1
    if (typeof value === 'string') size += value.length
    else if (typeof value === 'bigint' && BigInt.asIntN(BIGINT_BITS, value) !== value) return false
    else if (typeof value === 'object' && value !== null && !seen.has(value)) {
      seen.add(value)
      if (isBytes(value)) size += value.byteLength
      else if (isBoxedText(value)) size += value.length
      else if (value instanceof Map || value instanceof Set) {
        if (!hasRoom(value.size)) return false
        for (const item of value) left.push(item)
      } else if (Array.isArray(value)) {
        if (!hasRoom(value.length)) return false
        for (const item of value) left.push(item)
      } else {
        if (value instanceof RegExp) size += value.source.length
        const names = Object.getOwnPropertyNames(value)
        if (!hasRoom(names.length)) return false
        for (const name of names) {
          size += name.length
          left.push((value as Record<string, unknown>)[name])
        }
      }
    }
    if (!hasRoom(0)) return false
  }
  return true
}

/** Its characters would count as names of fields. */
function isBoxedText(value: object): value is { length: number } {
  return Object.prototype.toString.call(value) === '[object String]'
}

function isBytes(value: object): value is ArrayBufferView | ArrayBuffer | SharedArrayBuffer {
  return ArrayBuffer.isView(value) || value instanceof ArrayBuffer || value instanceof SharedArrayBuffer
}

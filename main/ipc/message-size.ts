/**
 * Checks a message's size before it is parsed. Counts characters and items and stops at the limit, so that a
 * huge or circular message costs no more than a small one. Schemas bound every field; this bounds the message
 * as a whole.
 */
export function isWithinSize(message: unknown, limit: number): boolean {
  let size = 0
  const left = [message]
  while (left.length > 0) {
    const value = left.pop()
    size += 1
    if (typeof value === 'string') size += value.length
    else if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) size += value.byteLength
    else if (value instanceof Map || value instanceof Set) {
      if (size + value.size > limit) return false
      for (const item of value) left.push(item)
    } else if (Array.isArray(value)) {
      if (size + value.length > limit) return false
      for (const item of value) left.push(item)
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) {
        size += key.length
        left.push(item)
      }
    }
    if (size > limit) return false
  }
  return true
}

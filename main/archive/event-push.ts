import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'

const eventSchema = z.object({ event: z.string().max(100) })
const pushSchema = z.object({
  appID: z.string().max(200),
  timestamp: z.number(),
  nonce: z.string().max(200),
  signature: z.string().max(200),
  eventInfo: eventSchema,
})

/** What a pushed message says. */
export type Push =
  /** It is not a message of the service. */
  | { kind: 'malformed' }
  /** It is not signed with the key. */
  | { kind: 'unsigned' }
  /** `id`: the same for each repetition · `event`: such as `record.finish`. */
  | { kind: 'event'; id: string; event: string; nonce: string }

/**
 * Reads a message that the meeting service pushes to an enterprise, and checks its signature in constant time: the
 * hexadecimal HMAC-SHA256 of subscriber ID, time stamp, nonce and the event as JSON text, with the password of the
 * subscription as key (Server API Reference, “Meeting Event Push”).
 */
export function readPush(text: string, key: string): Push {
  const read = pushSchema.safeParse(jsonOf(text))
  if (!read.success) return { kind: 'malformed' }
  const { appID, timestamp, nonce, signature, eventInfo } = read.data
  // As it was sent: written again, a number or an escaped character could differ.
  const sent = [
    objectOf(text, 'eventInfo'),
    JSON.stringify((jsonOf(text) as { eventInfo: unknown }).eventInfo),
  ]
  const signed = sent.find(
    (event) => event !== null && isEqual(signature, hmacOf(`${appID}${timestamp}${nonce}${event}`, key)),
  )
  if (signed === undefined || signed === null) return { kind: 'unsigned' }
  const { event } = eventSchema.catch(eventInfo).parse(jsonOf(signed))
  return { kind: 'event', id: `${timestamp} ${nonce} ${signature}`, event, nonce }
}

function hmacOf(text: string, key: string): string {
  return createHmac('sha256', key).update(text).digest('hex')
}

function isEqual(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given.toLowerCase()), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The text of an object in valid JSON, by its name; null if there is none. */
function objectOf(text: string, name: string): string | null {
  const start = new RegExp(`"${name}"\\s*:\\s*(?=\\{)`).exec(text)
  if (start === null) return null
  const begin = start.index + start[0].length
  let [depth, isText] = [0, false]
  for (let at = begin; at < text.length; at += 1) {
    const character = text[at]
    if (isText && character === '\\') at += 1
    else if (character === '"') isText = !isText
    else if (!isText && character === '{') depth += 1
    else if (!isText && character === '}' && (depth -= 1) === 0) return text.slice(begin, at + 1)
  }
  return null
}

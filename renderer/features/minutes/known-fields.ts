/** Fields of a minutes code that have a name in every language; the text key of each. */
export type KnownField = 'topic' | 'id' | 'device' | 'time' | 'host' | 'pages'

/** [Note: the QR map] The keys are not documented: these names have been seen, or are those of the service's lists. */
const FIELD_OF_KEY = new Map<string, KnownField>([
  ...of('topic', 'topic', 'title', 'subject'),
  ...of('id', 'uuid', 'id', 'fileCode'),
  ...of('device', 'device', 'deviceName', 'room', 'roomName'),
  ...of('time', 'time', 'date', 'startTime', 'createTime', 'createdAt', 'creationTimestamp'),
  ...of('host', 'host', 'owner', 'creator', 'userName'),
  ...of('pages', 'pages', 'pageCount'),
])

/** The known field of a key; null for a key that is shown as it is written. */
export function knownField(key: string): KnownField | null {
  return FIELD_OF_KEY.get(key) ?? null
}

function of(field: KnownField, ...keys: string[]): [string, KnownField][] {
  return keys.map((key) => [key, field])
}

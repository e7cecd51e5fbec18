const HOUR = 3_600_000
const rooms = [
  '客户体验中心',
  'standup',
  '董事会',
  '客户体验中心',
  'interview-3',
  'design review',
  '培训室',
  'standup',
]

/**
 * Ended meetings as a ProCONF application server lists them, with the quirks of real data: repeated room
 * names, a row without an end, one with invalid dates, and one that ends before it begins. `now` is in ms.
 */
export function endedMeetings(now: number): object[] {
  const regular = rooms.map((room, n) => {
    const start = Math.floor((now - (n * 19 + 2) * HOUR) / 1000) * 1000
    return {
      room_name: room,
      unique_id: uniqueId(room, start),
      created_at: new Date(start).toISOString(),
      destroyed_at: new Date(start + (n + 1) * 7 * 60_000 + n * 1000).toISOString(),
    }
  })
  const start = Math.floor((now - 26 * HOUR) / 1000) * 1000
  return [
    ...regular,
    {
      room_name: 'support-desk',
      unique_id: uniqueId('support-desk', start),
      created_at: new Date(start).toISOString(),
    },
    { room_name: 'lobby', unique_id: 'lobby_0', created_at: 'yesterday', destroyed_at: '0000-00-00' },
    {
      room_name: 'night-shift',
      unique_id: uniqueId('night-shift', start - HOUR),
      created_at: new Date(start - HOUR).toISOString(),
      destroyed_at: new Date(start - 2 * HOUR).toISOString(),
    },
  ]
}

/** room_name, `_`, Unix seconds of the start: as in the samples of the interface page. */
function uniqueId(room: string, start: number): string {
  return `${room}_${Math.floor(start / 1000)}`
}

const MESSAGES: Record<number, string> = {
  401: 'Unauthorized',
  404: 'Not found',
  500: 'Internal server error',
  503: 'Domain not found.',
}

/** The error envelope of the interface. */
export function meetingsError(status: number): object {
  return { error: { code: status, message: MESSAGES[status] ?? 'Internal server error' }, data: null }
}

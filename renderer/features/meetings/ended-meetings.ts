import type { EndedMeeting } from '../../../contract/meeting.ts'

/** Those whose room name or id holds every word of the search, without regard to case. */
export function searchMeetings(meetings: readonly EndedMeeting[], search: string): EndedMeeting[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return meetings.filter((meeting) => {
    const text = `${meeting.roomName}\n${meeting.uniqueId}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** Why an address cannot be that of the meetings server; null when it can. Main has the last word. */
export function addressProblem(address: string): 'notAnAddress' | 'notSecure' | null {
  const url = URL.parse(address.trim())
  if (url === null || url.hostname === '' || !/^https?:$/.test(url.protocol)) return 'notAnAddress'
  const isLoopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname)
  return url.protocol === 'https:' || isLoopback ? null : 'notSecure'
}

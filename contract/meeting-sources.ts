/** Sources of ended meetings: a ProCONF application server, or the meeting cloud's own history. */
export const MEETING_SOURCES = ['proconf', 'cloud'] as const
export type MeetingSource = (typeof MEETING_SOURCES)[number]

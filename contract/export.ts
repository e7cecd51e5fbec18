import { z } from 'zod'
import { libraryKeySchema, libraryQuerySchema, MAX_LIBRARY_SELECTED } from './library.ts'
import { cloudMeetingSchema, serverMeetingSchema } from './meeting.ts'
import { programRowSchema } from './program.ts'
import { recordingQuerySchema } from './recording.ts'

const MAX_ROWS = 100_000

/**
 * A list to be exported as a table. Main reads long lists itself, so that rows which the page has not loaded are in
 * the file as well; of meetings and programs the page has every row.
 */
export const exportedListSchema = z.discriminatedUnion('list', [
  libraryQuerySchema
    .pick({ search: true, order: true, show: true })
    // null: all that match the search.
    .extend({
      list: z.literal('library'),
      keys: z.array(libraryKeySchema).max(MAX_LIBRARY_SELECTED).nullable(),
    }),
  z.object({
    list: z.literal('recordings'),
    query: recordingQuerySchema,
    /** Only these confUUIDs of the query's recordings: a filter of the page; null: all. */
    only: z.array(z.string().max(200)).max(MAX_ROWS).nullable(),
  }),
  z.object({
    list: z.literal('downloads'),
    /** Only downloads with these ids; null: all. */
    only: z.array(z.string().max(100)).max(MAX_ROWS).nullable(),
  }),
  z.object({
    list: z.literal('meetings'),
    rows: z.array(z.discriminatedUnion('source', [cloudMeetingSchema, serverMeetingSchema])).max(MAX_ROWS),
  }),
  z.object({ list: z.literal('programs'), rows: z.array(programRowSchema).max(MAX_ROWS) }),
])
export type ExportedList = z.infer<typeof exportedListSchema>

export const exportResultSchema = z.object({
  rows: z.number(),
  /** Name of the file, without its folder. */
  name: z.string(),
  /** false: rows are missing, because the service did not list all, or because a sheet has no more. */
  isWhole: z.boolean(),
})

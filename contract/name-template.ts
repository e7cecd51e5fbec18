import { z } from 'zod'

/** What a name template may hold in braces, e.g. `{topic}`; docs/file-names.md says what each becomes. */
export const NAME_PLACEHOLDERS = [
  'date',
  'time',
  'topic',
  'type',
  'part',
  'id8',
  'confID',
  'scheduler',
  'duration',
  'year',
  'month',
  'day',
] as const
export type NamePlaceholder = (typeof NAME_PLACEHOLDERS)[number]

/** Names that say when, what and which file, and cannot collide. */
export const DEFAULT_NAME_TEMPLATE = '{date} {time} {topic} {type} {part} {id8}'

/** Characters of the longest template; most file systems end a name at 255 bytes. */
export const LONGEST_NAME_TEMPLATE = 200

export const nameTemplateSchema = z.string().max(LONGEST_NAME_TEMPLATE)

/** What is wrong with a template; `about` is the piece of it that is meant, '' for the whole. */
export const nameProblemSchema = z.object({
  code: z.enum([
    'empty',
    'unknown-placeholder',
    'stray-brace',
    'forbidden-character', // `about` is its number, such as U+202E, where it cannot be seen
    'can-collide', // `about` is the placeholder that is missing
    'too-long', // leaves too little room for the topic
    'folder-too-long', // the chosen folder's path leaves no room for any name (Windows)
  ]),
  about: z.string(),
})
export type NameProblem = z.infer<typeof nameProblemSchema>

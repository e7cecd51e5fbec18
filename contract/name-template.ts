import { z } from 'zod'

/** Placeholders of a name template in braces, e.g. `{topic}`; docs/file-names.md describes their values. */
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

/** Names with time, topic and file, without collisions. */
export const DEFAULT_NAME_TEMPLATE = '{date} {time} {topic} {type} {part} {id8}'

/** Maximum length of a template in characters; most file systems limit a name to 255 bytes. */
export const LONGEST_NAME_TEMPLATE = 200

export const nameTemplateSchema = z.string().max(LONGEST_NAME_TEMPLATE)

/** A problem of a template; `about` is the part it concerns, '' for the whole. */
export const nameProblemSchema = z.object({
  code: z.enum([
    'empty',
    'unknown-placeholder',
    'stray-brace',
    'forbidden-character', // `about` is its code point, such as U+202E, when it is invisible
    'can-collide', // `about` is the missing placeholder
    'too-long', // leaves too little room for the topic
    'folder-too-long', // the chosen folder's path leaves no room for any name (Windows)
  ]),
  about: z.string(),
})
export type NameProblem = z.infer<typeof nameProblemSchema>

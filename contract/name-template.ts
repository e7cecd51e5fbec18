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

/** A folder for each meeting, below year and month. */
export const DEFAULT_NAME_TEMPLATE = '{year}/{month}/{date} {time} {topic}/{type} {part}'

/** All files in one folder: names with time, topic and file, without collisions. The default of the terminal. */
export const FLAT_NAME_TEMPLATE = '{date} {time} {topic} {type} {part} {id8}'

/** Most folders that a template may put around a file. */
export const MOST_FOLDERS = 5

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
    'empty-folder', // a `/` at either end, or two with no name between them
    'too-many-folders',
    'can-collide', // `about`: the missing placeholders
    'too-long', // leaves too little room for the topic
    'folder-too-long', // the chosen folder's path leaves no room for any name (Windows)
  ]),
  about: z.string(),
})
export type NameProblem = z.infer<typeof nameProblemSchema>

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

type Words = Record<'en-US' | 'zh-CN', (about: string) => string>

const WORDS: Record<NameProblem['code'], Words> = {
  empty: { 'en-US': () => 'The template is empty.', 'zh-CN': () => '模板不能为空。' },
  'unknown-placeholder': {
    'en-US': (about) => `${about} is no placeholder.`,
    'zh-CN': (about) => `没有 ${about} 这个占位符。`,
  },
  'stray-brace': {
    'en-US': (about) => `A brace stands alone: ${about}`,
    'zh-CN': (about) => `花括号不成对：${about}`,
  },
  'forbidden-character': {
    'en-US': (about) => `A file name cannot hold ${about}`,
    'zh-CN': (about) => `文件名中不能有 ${about}`,
  },
  'can-collide': {
    'en-US': (about) => `Without ${about} two files could get the same name.`,
    'zh-CN': (about) => `缺少 ${about}，不同的文件可能重名。`,
  },
  'too-long': {
    'en-US': () => 'The template is too long: hardly any room is left for the topic.',
    'zh-CN': () => '模板过长：几乎没有留给主题的空间。',
  },
  'folder-too-long': {
    'en-US': () => 'The path of the chosen folder is too long for any name.',
    'zh-CN': () => '所选文件夹的路径过长，放不下任何文件名。',
  },
}

/** A problem in one sentence. */
export function describeNameProblem({ code, about }: NameProblem, language: 'en-US' | 'zh-CN'): string {
  return WORDS[code][language](about)
}

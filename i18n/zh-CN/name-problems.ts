import type { nameProblems as source } from '../en-US/name-problems.ts'
import type { Translated } from '../translated.ts'

export const nameProblems: Translated<typeof source> = {
  empty: '模板不能为空。',
  'unknown-placeholder': '没有 {{about}} 这个占位符。',
  'stray-brace': '花括号不成对：{{about}}',
  'forbidden-character': '文件名中不能有 {{about}}',
  'empty-folder': '有文件夹或文件没有名称：请检查斜杠。',
  'too-many-folders': '文件夹超过 {{about}} 层。',
  'can-collide':
    '缺少 {{about}}，不同的文件可能重名。也可以用含 {date}、{time} 和 {topic} 的文件夹代替 {id8}。',
  'too-long': '模板过长：几乎没有留给主题的空间。',
  'folder-too-long': '所选文件夹的路径过长，放不下任何文件名。',
}

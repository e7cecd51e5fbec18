import type { fileNames as source } from '../en-US/file-names.ts'
import type { Translated } from '../translated.ts'

export const fileNames: Translated<typeof source> = {
  types: { Hd: '会议画面', Aux: '共享画面', Sd: '合成画面', Audio: '音频' },
  part: '第 {{n}} 部分',
}

import type { Translated } from '../translated.ts'
import type { failures as source } from '../en-US/failures.ts'

export const failures: Translated<typeof source> = {
  title: '无法显示此页面',
  advice:
    'Meetkeep 内部出错。下载仍在继续，不会丢失任何内容。请重新加载窗口；如果问题再次出现，请将详细信息发给我们。',
  reload: '重新加载',
  copy: '复制详细信息',
}

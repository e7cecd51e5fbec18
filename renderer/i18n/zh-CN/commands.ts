import type { Translated } from '../translated.ts'
import type { commands as source } from '../en-US/commands.ts'

export const commands: Translated<typeof source> = {
  palette: '命令',
  search: '搜索页面和命令',
  nothing: '没有这样的命令。',
  keys: '键盘快捷键',
  or: '或',
  elsewhere: '在特定位置',
  groups: {
    go: '前往',
    page: '此页',
    downloads: '下载',
    look: '外观',
    app: 'Meetkeep',
  },
  pageKeys: {
    close: '关闭当前弹出的内容',
    next: '下一个控件',
    paste: '读取剪贴板中的二维码或链接',
    range: '选中到此行为止的所有行',
    play: '播放或暂停',
    jump: '后退或前进 5 秒',
    volume: '调高或调低音量',
    mute: '静音或取消静音',
    speed: '减慢或加快',
    part: '上一段或下一段',
    swap: '切换大画面',
    fullScreen: '全屏',
  },
}

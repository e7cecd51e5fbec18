import type { Translated } from '../translated.ts'
import type { commandNames as source } from '../en-US/command-names.ts'

export const commandNames: Translated<typeof source> = {
  'go.library': '资料库',
  'go.recordings': '录制',
  'go.meetings': '会议',
  'go.minutes': '会议纪要',
  'go.programs': '节目',
  'go.downloads': '下载',
  'go.settings': '设置',
  'page.search': '在当前页面搜索',
  'page.refresh': '刷新当前页面',
  'downloads.pauseAll': '暂停全部下载',
  'downloads.resumeAll': '继续全部下载',
  'downloads.retryAll': '重试失败的下载',
  'downloads.chooseFolder': '选择保存文件夹…',
  'look.light': '主题：浅色',
  'look.dark': '主题：深色',
  'look.system': '主题：跟随系统',
  'minutes.readScreen': '读取屏幕上的纪要二维码',
  'app.commands': '所有命令…',
  'app.keys': '键盘快捷键',
  'app.licenses': '许可证',
  'app.signIn': '登录…',
}

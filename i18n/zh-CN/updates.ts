import type { Translated } from '../translated.ts'
import type { updates as source } from '../en-US/updates.ts'

export const updates: Translated<typeof source> = {
  title: '更新',
  version: '新版本',
  found: 'Meetkeep {{version}} 已发布',
  look: '查看',
  off: '此版本未设置检查更新的地址，请从原下载处获取新版本。',
  notChecked: '尚未检查',
  checking: '正在检查…',
  newest: '当前已是最新版本。上次检查：{{when}}。',
  tells: '此版本不会自动安装更新，请前往下载页面获取。',
  installs: '未经您确认，不会下载或安装任何内容。',
  downloading: '正在下载，{{percent}}',
  progress: '更新下载进度',
  ready: '已准备就绪。重启或退出时安装，未完成的下载会在之后继续。',
  daily: '每天检查一次',
  dailyHint: '只查询最新版本号，不会发送您或本机的任何信息',
  check: '立即检查',
  download: '下载',
  restart: '重启并安装',
  openPage: '下载页面',
  news: {
    title: '新功能',
    hint: '各版本的更新内容',
    show: '查看',
  },
}

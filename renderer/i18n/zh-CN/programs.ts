import type { Translated } from '../translated.ts'
import type { programs as source } from '../en-US/programs.ts'

export const programs: Translated<typeof source> = {
  title: '节目',
  id: '节目 ID',
  idNeeded: '请输入节目 ID',
  show: '查看',
  recent: '最近查看：',
  start: {
    title: '查看节目',
    hint: '输入信息发布节目的 ID，即可查看并下载其素材。',
  },
  unnamed: '未命名的节目',
  copyId: '复制节目 ID',
  playTime: '总播放时长',
  size: '大小',
  updatedAt: '最后修改时间',
  updatedBy: '修改人',
  materials: '素材',
  materialCount_other: '{{value}} 个素材',
  noMaterials: '此节目没有素材。',
  columns: { name: '名称', playTime: '播放时长', download: '下载' },
  downloadAll: '全部下载',
  downloadOne: '下载 {{name}}',
  noFile: '服务未提供此素材的文件',
  added_other: '{{value}} 个素材已加入下载队列',
  nothingAdded: '没有需要下载的新内容',
  known_other: '{{value}} 个已在队列中或已保存',
  showDownloads: '查看下载',
}

import type { watching as source } from '../en-US/watching.ts'
import type { Translated } from '../translated.ts'

export const watching: Translated<typeof source> = {
  title: '观看',
  watch: '观看',
  back: '返回',
  pictures: '画面',
  controls: '播放器',
  play: '播放',
  pause: '暂停',
  again: '重新播放',
  previousPart: '上一段',
  nextPart: '下一段',
  position: '播放位置',
  ofWhole: '{{time}}，共 {{whole}}',
  inPart: '{{time}} · 第 {{part}} 段',
  resumed: '从 {{time}} 继续播放',
  volume: '音量',
  mute: '静音',
  unmute: '取消静音',
  speed: '速度',
  speedNow: '速度：{{speed}}',
  times: '{{speed}}×',
  view: '布局',
  viewNow: '布局：{{view}}',
  sideBySide: '并排',
  large: '放大{{picture}}',
  only: '仅{{picture}}',
  enlarge: '放大：{{picture}}',
  soundOnly: '仅声音',
  fullScreen: '全屏',
  window: '退出全屏',
  openElsewhere: '用其他程序打开',
  download: '下载',
  downloadAgain: '重新下载',
  partsMissing_other: '第 {{parts}} 段未保存在本机。',
  nothing: {
    title: '本机没有保存此录制的任何文件',
    hint: '请先下载；之后即可在此观看，断网时也可以。',
    action: '前往录制',
  },
  troubles: {
    notSaved: {
      title: '{{type}}：未保存在本机',
      hint: '本机没有这一段的此类文件。',
    },
    missing: {
      title: '{{type}}：文件不见了',
      hint: '它已不在原来保存的位置。请将其放回，或重新下载。',
    },
    changed: {
      title: '{{type}}：已不是当初保存的文件',
      hint: '其大小或位置已发生变化。请放回原文件，或重新下载。',
    },
    unreadable: {
      title: '{{type}}：无法读取文件',
      hint: '系统不允许应用读取它。请检查文件及其文件夹的权限，并确认磁盘可用。',
    },
    damaged: {
      title: '{{type}}：文件已损坏',
      hint: '如果其他程序也无法播放，请删除该文件后重新下载录制。',
    },
    codec: {
      title: '{{type}}：此处无法播放这种视频',
      hint: '文件没有问题，但此窗口不支持其画面或声音的编码格式。',
    },
  },
}

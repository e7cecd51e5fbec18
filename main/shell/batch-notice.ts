import type { BatchEnd } from '../../contract/download.ts'
import type { Language } from './language.ts'
import type { NoticeWords } from './system-notice.ts'

const TEXTS = {
  'en-US': {
    title: 'Downloads have ended',
    stoppedTitle: 'Downloads have stopped',
    saved: (n: number) => (n === 1 ? '1 file saved' : `${n} files saved`),
    failed: (n: number) => `${n} failed`,
    stopped: (n: number) => (n === 1 ? '1 needs you to do something' : `${n} need you to do something`),
    between: ', ',
  },
  'zh-CN': {
    title: '下载已结束',
    stoppedTitle: '下载已停止',
    saved: (n: number) => `已保存 ${n} 个文件`,
    failed: (n: number) => `${n} 个失败`,
    stopped: (n: number) => `${n} 个需要您处理`,
    between: '，',
  },
} as const satisfies Record<Language, unknown>

/** The system's notification of the end of a batch, in words. */
export function batchWords({ saved, failed, stopped }: BatchEnd, language: Language): NoticeWords {
  const texts = TEXTS[language]
  const parts = [
    ...(saved > 0 ? [texts.saved(saved)] : []),
    ...(failed > 0 ? [texts.failed(failed)] : []),
    ...(stopped > 0 ? [texts.stopped(stopped)] : []),
  ]
  return { title: stopped > 0 ? texts.stoppedTitle : texts.title, body: parts.join(texts.between) }
}

export interface SelfTestReport {
  app: string
  electron: string
  platform: string
  checks: { name: string; ok: boolean | null; detail: string }[]
}
export function judgeSelfTest(ended: { stdout: string; status: number | null; isOverdue: boolean }): {
  report: SelfTestReport | null
  problem: string | null
}
export function selfTestTable(report: SelfTestReport): string

/**
 * The credentials of the demo service. Public on purpose: they guard only made-up recordings on this machine.
 */
export const DEMO_APP = {
  id: 'demo0app0id0of0meetkeep0000000001',
  key: 'demo-app-key-of-meetkeep-it-guards-nothing',
} as const
export const DEMO_ACCOUNT = { account: 'admin@demo.example', password: 'Meetkeep-2026' } as const

export interface User {
  id: string
  account: string
  name: string
  nameEn: string
  /** 0 default administrator, 1 administrator, 2 neither. */
  adminType: 0 | 1 | 2
}

export const ADMINISTRATOR: User = {
  id: 'demo.admin',
  account: DEMO_ACCOUNT.account,
  name: '演示管理员',
  nameEn: 'Demo Administrator',
  adminType: 0,
}

/** The enterprise's people; {@link ADMINISTRATOR} is its default administrator. */
export const users: readonly User[] = [
  ADMINISTRATOR,
  { id: 'zhangwei', account: 'zhangwei@demo.example', name: '张伟', nameEn: 'Zhang Wei', adminType: 2 },
  { id: 'lina', account: 'lina@demo.example', name: '李娜', nameEn: 'Li Na', adminType: 2 },
  { id: 'anna', account: 'anna@demo.example', name: 'Anna Schmidt', nameEn: 'Anna Schmidt', adminType: 2 },
  { id: 'wangfang', account: 'wangfang@demo.example', name: '王芳', nameEn: 'Wang Fang', adminType: 2 },
]

import type { Translated } from '../translated.ts'
import type { serviceErrors as source } from '../en-US/service-errors.ts'

export const serviceErrors: Translated<typeof source> = {
  AUTH_REJECTED: {
    outOfDate: {
      title: '登录信息送达时已过期',
      advice: '请校准本机时间，然后重新登录。',
    },
    otherSite: {
      title: '该账号属于其他站点',
      advice: '请选择另一站点，然后重新登录。',
    },
    endedElsewhere: {
      title: '该账号已在别处登录，本次登录失效',
      advice: '请在其他位置退出该账号，或改用其他账号，然后重新登录。',
    },
    wrongPassword: {
      title: '账号或密码错误',
      advice: '请检查账号、密码和所选站点；多次输错会导致账号锁定。',
    },
    appDetails: {
      title: 'App ID 或 App Key 错误',
      advice: '请从属于该站点的应用重新复制二者，不要带空格，并检查本机时间。',
    },
    appUnbound: {
      title: '该 App ID 未绑定账号',
      advice: '请使用账号登录；企业管理员可以绑定该 App ID。',
    },
    verification: {
      title: '服务要求完成验证，但 Meetkeep 无法显示',
      advice: '请用此账号登录华为云会议并在其中完成验证，然后在此重新登录。',
    },
    accountUnbound: {
      title: '该账号已解除绑定',
      advice: '请在华为云会议中重新绑定，或使用其他账号登录。',
    },
  },
  ACCOUNT_LOCKED: {
    notActive: {
      title: '账号未激活',
      advice: '请先登录一次华为云会议以激活账号；企业管理员也可以激活。',
    },
    oneMinute: {
      title: '账号已锁定一分钟',
      advice: '请等待 60 秒并检查密码；再次输错会重新锁定。',
    },
  },
  NO_PERMISSION: {
    noSpace: {
      title: '企业没有录制空间',
      advice: '企业管理员可以购买录制空间。',
    },
    usedUp: {
      title: '企业的配额已用完',
      advice: '企业管理员可以增购配额。',
    },
    spaceFull: {
      title: '录制空间已满',
      advice: '请在华为云会议中删除不再需要的录制。企业管理员可以增购录制空间。',
    },
    appUser: {
      title: '该 App ID 不能注册新用户',
      advice: '请将用户 ID 留空以管理员身份登录，或填写已有用户的 ID；企业管理员可以允许自动注册。',
    },
    userLimit: {
      title: '企业的用户数已达上限',
      advice: '请以已有用户登录；企业管理员可以移除用户或增购名额。',
    },
    ordinaryUser: {
      title: '普通用户不能在此登录',
      advice: '请使用企业管理员的账号登录。',
    },
  },
  NOT_FOUND: {
    user: {
      title: '用户不存在',
      advice: '请检查账号或用户 ID，以及所选站点。',
    },
  },
  SERVER_ERROR: {
    upgrading: {
      title: '服务正在升级，暂停使用',
      advice: '请在升级结束后重试。',
    },
    busy: {
      title: '服务繁忙',
      advice: '请稍候片刻再试。',
    },
    registration: {
      title: '服务未能为该 App ID 注册用户',
      advice: '请填写已有用户的用户 ID，或稍后重试。',
    },
    setUp: {
      title: '服务端配置有误',
      advice: '重试通常无效。请将请求 ID 提供给服务支持人员。',
    },
  },
  BAD_REQUEST: {
    signInKind: {
      title: '服务不接受这种登录方式',
      advice: '请改用其他方式登录：App ID，或账号和密码。',
    },
  },
  LIST_INCOMPLETE: {
    withoutIdNamed: {
      title: '列表中有些条目没有 ID，未能显示',
      advice: '其中包括：{{rows}}。请联系服务方支持。',
    },
    withoutId: {
      title: '列表中有些条目没有 ID，未能显示',
      advice: '服务器未说明是哪些条目。请联系服务方支持。',
    },
  },
}

import type { Translated } from '../translated.ts'
import type { specificErrors as source } from '../en-US/specific-errors.ts'
import { serviceErrors } from './service-errors.ts'

export const specificErrors: Translated<typeof source> = {
  AUTH_REJECTED: {
    ...serviceErrors.AUTH_REJECTED,
    meetings: {
      title: '会议服务器拒绝了授权信息',
      advice: '请在设置中填写会议服务器的 Authorization 请求头；这与您的云账号无关。',
    },
  },
  ACCOUNT_LOCKED: {
    ...serviceErrors.ACCOUNT_LOCKED,
    meetings: {
      title: '会议服务器已锁定此访问',
      advice: '请联系会议服务器的管理员。',
    },
  },
  NO_PERMISSION: {
    ...serviceErrors.NO_PERMISSION,
    signIn: {
      title: '服务不允许此登录',
      advice: '企业管理员可以确认该应用或账号是否有权使用服务接口。',
    },
    adminDownloads: {
      title: '您的企业未开通录制下载',
      advice:
        '您是管理员，因此可能是企业尚未开通该服务：它只对部分企业开放。请联系华为云销售或技术支持，为企业 ID {{enterpriseId}} 开通。',
    },
    adminDownloadsPlain: {
      title: '您的企业未开通录制下载',
      advice:
        '您是管理员，因此可能是企业尚未开通该服务：它只对部分企业开放。请联系华为云销售或技术支持开通，并提供您的企业 ID。',
    },
    userDownloads: {
      title: '只有管理员可以下载录制',
      advice:
        '请企业管理员代为下载，或为您授予管理员权限。如果管理员也无法下载，需要由华为云销售或技术支持为企业 ID {{enterpriseId}} 开通下载。',
    },
    userDownloadsPlain: {
      title: '只有管理员可以下载录制',
      advice:
        '请企业管理员代为下载，或为您授予管理员权限。如果管理员也无法下载，需要由华为云销售或技术支持为您的企业开通下载。',
    },
    admin: {
      title: '服务不允许您的企业执行此操作',
      advice:
        '您是管理员，因此可能是企业缺少相应的服务或权限。请联系华为云销售或技术支持，为企业 ID {{enterpriseId}} 开通。',
    },
    adminPlain: {
      title: '服务不允许您的企业执行此操作',
      advice:
        '您是管理员，因此可能是企业缺少相应的服务或权限。请联系华为云销售或技术支持开通，并提供您的企业 ID。',
    },
    user: {
      title: '您的账号没有权限执行此操作',
      advice: '请企业管理员代为操作，或为您授予所需的权限。',
    },
    saving: {
      title: '这份会议纪要不属于此账号',
      advice: '请使用参加该会议的账号登录，然后重新使用二维码。',
    },
    meetings: {
      title: '会议服务器不允许此操作',
      advice: '请联系会议服务器的管理员，获取查看会议的权限。',
    },
  },
  NOT_FOUND: {
    ...serviceErrors.NOT_FOUND,
    meetings: {
      title: '此地址没有会议列表',
      advice: '请在设置中检查会议服务器地址及其路径。',
    },
    file: {
      title: '该服务器上没有此文件',
      advice: '文件可能已从云端删除或替换。请重试以获取新链接。',
    },
    types: {
      title: '该录制没有所选类型的文件',
      advice: '请选择其他文件类型。',
    },
    picture: {
      title: '没有此文件',
      advice: '请检查图片的路径。如果要保存的是链接，请完整复制并加上引号。',
    },
    notOffered: {
      title: '该服务器不提供此服务',
      advice: '请检查所选的站点或地址。',
    },
    saving: {
      title: '这份会议纪要已不可用',
      advice: '会议可能已结束、纪要已被删除，或纪要属于其他账号或站点。请在会议显示二维码时使用新的二维码。',
    },
    signIn: {
      title: '此地址不提供登录',
      advice: '请检查所选的站点或地址。',
    },
  },
  NOT_TRANSCODED: {
    detailed: {
      title: '录制文件仍在转码',
      advice: '预计完成时间为 {{readyAt}}，请在此之后重试。',
    },
  },
  SERVER_ERROR: {
    ...serviceErrors.SERVER_ERROR,
    meetings: {
      title: '会议服务器出现问题',
      advice: '请稍后重试；若问题持续，请联系会议服务器的管理员。',
    },
  },
  BAD_REQUEST: {
    ...serviceErrors.BAD_REQUEST,
    signIn: {
      title: '服务认为登录信息有误',
      advice: '请检查登录时填写的内容；企业 ID 仅用于服务多个企业的应用。',
    },
    saving: {
      title: '服务未接受此二维码',
      advice: '二维码可能已过期，或纪要已保存过。请查看您的个人空间，或使用会议中的新二维码。',
    },
    parameter: {
      title: '服务认为请求中的某个参数有误',
      advice: '请重试。如果再次出现，请反馈请求 ID：这可能是 Meetkeep 的故障。',
    },
    meetings: {
      title: '会议服务器认为请求有误',
      advice: '请在设置中检查会议服务器地址。',
    },
  },
  BAD_ANSWER: {
    meetings: {
      title: '会议服务器的应答无法识别',
      advice: '请在设置中检查其地址，应为 ProCONF 应用服务器的地址。',
    },
  },
  LIST_INCOMPLETE: serviceErrors.LIST_INCOMPLETE,
  CERT_UNTRUSTED: {
    expired: {
      title: '{{host}} 的证书已过期',
      advice: '请先校准本机时间；仍有问题时，请服务器管理员更换证书。信任该证书也无法继续。',
    },
    notYetValid: {
      title: '{{host}} 的证书尚未生效',
      advice: '请校准本机时间。信任该证书也无法继续。',
    },
    incompleteChain: {
      title: '无法验证 {{host}} 的证书：缺少签发机构的证书',
      advice:
        '服务器未提供签发机构（{{issuer}}）的证书，本机也没有。请服务器管理员安装完整的证书链，或在设置中添加签发机构的证书。指纹：{{fingerprint}}',
    },
    weak: {
      title: '{{host}} 的证书不够安全',
      advice: '该证书使用 SHA-1 等过时的签名算法，或密钥过短。请服务器管理员更换证书。信任该证书也无法继续。',
    },
    detailed: {
      title: '{{host}} 的证书不受信任',
      advice:
        '请与服务器管理员提供的指纹核对，一致时才可信任；也可在设置中添加其颁发机构。指纹：{{fingerprint}}',
    },
  },
  CERT_CHANGED: {
    detailed: {
      title: '{{host}} 的证书已更换',
      advice:
        '连接可能被监听。信任新证书之前，请向服务器管理员核实。当前指纹：{{fingerprint}}；此前信任的指纹：{{trusted}}',
    },
  },
  PROXY_FAILED: {
    signInScheme: {
      title: '代理 {{proxy}} 只接受 {{scheme}} 登录方式',
      advice:
        'Meetkeep 以 Basic（或 SOCKS5）方式登录代理。请联系代理管理员启用，或使用支持 {{scheme}} 的本地代理。',
    },
    signIn: {
      title: '代理 {{proxy}} 要求其他登录信息',
      advice: '请在设置中选择手动代理，并填写其用户名和密码。',
    },
    unreachable: {
      title: '无法连接代理 {{proxy}}',
      advice: '请检查设置中的代理地址和网络。',
    },
    detailed: {
      title: '代理 {{proxy}} 没有放行此连接',
      advice: '请检查设置中代理的地址和类型；如无误，请向代理管理员确认是否允许访问此服务器。',
    },
  },
  TLS_FAILED: {
    oldProtocol: {
      title: '{{host}} 只支持过时的 TLS 版本',
      advice: '请联系服务器管理员启用 TLS 1.2 或更高版本，旧版本不安全。',
    },
    noTls: {
      title: '{{host}} 的此端口未使用 TLS',
      advice: '请检查地址和端口，该端口上可能是未加密的 HTTP 服务。',
    },
    nameRefused: {
      title: '服务器不接受名称 {{host}}',
      advice: '请检查地址，或向服务器管理员确认应使用的名称。',
    },
    clientCertificate: {
      title: '{{host}} 要求客户端证书',
      advice: 'Meetkeep 不支持客户端证书，请联系服务器管理员提供其他访问方式。',
    },
    weak: {
      title: '{{host}} 只提供不够安全的加密方式',
      advice: '请联系服务器管理员更新服务器的 TLS 配置，包括密钥、加密套件和重新协商方式。',
    },
    refused: {
      title: '{{host}} 拒绝与 Meetkeep 建立安全连接',
      advice: '服务器可能要求客户端证书（Meetkeep 不支持），或只接受不安全的加密套件。请联系服务器管理员。',
    },
  },
  OTHER_ACCOUNT: {
    named: {
      title: '该规则属于账号 {{account}}',
      advice: '请用该账号登录；或编辑并保存规则，改为用于当前登录的账号。',
    },
  },
  ADDRESS_REFUSED: {
    unset: {
      title: '尚未设置会议服务器',
      advice: '请在设置中填写 ProCONF 应用服务器的地址。',
    },
    notAnAddress: {
      title: '这不是有效的地址',
      advice: '请填写以 https:// 开头的完整地址，例如 https://meeting.example.com',
    },
    userInfo: {
      title: '地址中含有用户名或密码',
      advice: '请去掉地址中 @ 之前的用户名和密码。',
    },
    notHttps: {
      title: '{{host}} 的地址未加密',
      advice: '请使用以 https:// 开头的地址，否则内容可能被他人读取。',
    },
  },
  QR_UNSUPPORTED_ACTION: {
    detailed: {
      title: '此二维码请求的操作“{{action}}”不受支持',
      advice: '请在会议中打开用于保存纪要的二维码，然后改用它。',
    },
  },
  QR_INVALID: {
    empty: {
      title: '此二维码没有说明要保存哪份纪要',
      advice: '请在会议中重新显示二维码，或复制完整链接。在终端中请用引号括起链接。',
    },
    duplicate: {
      title: '此二维码中有重复的内容',
      advice: '无法判断应以哪一项为准，因此未保存。请在会议中获取新的二维码。',
    },
    tooLong: {
      title: '此链接过长，不是正常的纪要链接',
      advice: '请重新复制链接且不要带上其他文字，或直接使用二维码。',
    },
    control: {
      title: '此二维码含有隐藏字符',
      advice: '这些字符可能使显示内容与实际不符，因此未保存。请使用会议中显示的二维码。',
    },
    encoding: {
      title: '此二维码的部分内容无法识别',
      advice: '它可能在传递中被截断或改动。请获取新的二维码，或重新复制完整链接。',
    },
    broken: {
      title: '链接被断成两段，或末尾不完整',
      advice: '请重新复制完整链接，不要换行或带空格。在终端中请用引号括起链接。',
    },
    part: {
      title: '这是二维码的第 {{part}} 部分，共 {{parts}} 部分',
      advice: '请一起读取全部部分：放在同一张图片中，或同时打开这些图片。',
    },
  },
  FOLDER_MISSING: {
    notAFolder: {
      title: '保存位置是文件，不是文件夹',
      advice: '请选择其他文件夹。',
    },
    toRead: {
      title: '文件夹 {{path}} 不存在',
      advice: '请检查名称，或接入其所在磁盘。',
    },
  },
  DISK_ERROR: {
    notReadable: {
      title: '没有读取 {{path}} 的权限',
      advice: '请检查该文件夹的权限。',
    },
    notAllowed: {
      title: '没有写入权限',
      advice: '请检查 {{path}} 的写入权限，或选择其他文件夹。',
    },
  },
  SCREEN_UNAVAILABLE: {
    time: {
      title: '未能及时读取屏幕',
      advice: '系统的询问可能还在等待回答，也许被其他窗口挡住。请回答后重试，或截屏后粘贴。',
    },
    fullScreen: {
      title: 'Meetkeep 正占满屏幕',
      advice: '请退出全屏后重新读取，或在设置中指定随时读取屏幕的快捷键。',
    },
  },
  PICTURE_UNREADABLE: {
    heic: {
      title: '无法读取 HEIC 图片',
      advice: '请将其另存为 JPEG，或对其截图。支持 PNG、JPEG、WebP、GIF、AVIF。',
    },
    notAFile: {
      title: '这不是图片文件',
      advice: '请选择 PNG、JPEG、WebP、GIF 或 AVIF 文件。',
    },
    svg: {
      title: '无法读取矢量图（SVG）',
      advice: '请对其截图，然后使用截图。',
    },
    tooLarge: {
      title: '图片太大',
      advice: '请只截取二维码部分后重试。',
    },
  },
  BAD_INPUT: {
    notACertificate: {
      title: '文件中没有证书',
      advice: '请选择 PEM 文件，其中应有 BEGIN CERTIFICATE 行。',
    },
    caFile: {
      title: '无法读取证书颁发机构文件',
      advice: '请恢复 {{path}}，或在设置的“证书”中选择其他文件。',
    },
  },
}

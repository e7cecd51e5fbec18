import type { Translated } from '../translated.ts'
import type { minutes as source } from '../en-US/minutes.ts'

export const minutes: Translated<typeof source> = {
  title: '会议纪要',
  ways: {
    title: '读取纪要二维码',
    hint: '拍下或截取会议室屏幕上的二维码，然后粘贴、拖放到此处，或打开图片。',
    open: '打开图片…',
    camera: '使用摄像头',
    paste: '或按 {{keys}} 粘贴',
    link: '或粘贴纪要链接',
    read: '读取',
    looking: '正在查找二维码…',
    lookingAt: '正在查找二维码：第 {{number}} 张，共 {{count}} 张…',
    drop: '松开即可读取二维码',
  },
  camera: {
    title: '摄像头',
    device: '选择摄像头',
    unnamed: '摄像头 {{number}}',
    close: '关闭摄像头',
    live: '摄像头实时画面',
    starting: '正在启动摄像头…',
    hint: '请将整个二维码放入画面。在您确认之前，任何内容都不会离开此电脑。',
    problems: {
      none: {
        title: '未找到摄像头',
        hint: '请连接摄像头后重试，或改为粘贴二维码截图。',
      },
      denied: {
        title: '不允许使用摄像头',
        hint: '请在系统的隐私设置中允许此应用使用摄像头，然后重试。',
      },
      busy: {
        title: '摄像头正被占用',
        hint: '另一个程序正在使用摄像头，请在那里关闭后重试。',
      },
      ended: {
        title: '摄像头已断开',
        hint: '摄像头被拔出或关闭，请重新连接后重试。',
      },
      failed: {
        title: '摄像头未能启动',
        hint: '请重试，或改为粘贴二维码截图。',
      },
    },
  },
  kinds: {
    web: '此二维码的内容是网址：',
    cloudlink: '此二维码的内容是 CloudLink 链接：',
    wifi: '此二维码的内容是 Wi-Fi 网络信息：',
    contact: '此二维码的内容是联系人：',
    mail: '此二维码的内容是邮件地址或邮件：',
    phone: '此二维码的内容是电话号码或短信：',
    text: '文本内容：',
  },
  emptyText: '（空）',
  nothing: {
    title: '图片中没有找到二维码',
    unreadable: '没有找到二维码',
    tips: {
      whole: '整个二维码及其周围的浅色边框都应在图片中。',
      sharp: '请靠近一些、保持稳定，并避开屏幕反光。',
      screenshot: '截图比拍摄屏幕更容易识别。',
    },
  },
  choose: {
    title: '图片中有 {{count}} 个二维码',
    hint: '您要保存哪一个？',
    noneOfOurs: '其中没有纪要二维码。',
    minutes: '纪要二维码',
  },
  preview: {
    title: '保存此会议纪要？',
    to: '保存到“{{owner}}”的个人空间',
    nobody: '当前未登录',
    nobodyHint: '会议纪要会保存到账号的个人空间。登录期间会为您保留此二维码。',
    sent: '将发送的内容',
    noKey: '（无名称）',
    noValue: '（空）',
    confirm: '保存到个人空间',
  },
  saved: {
    title: '会议纪要已保存',
    where: '已保存到“{{owner}}”的个人空间。',
  },
  shelves: {
    label: '显示内容',
    own: '我的个人空间',
    history: '在此保存过的纪要',
  },
  own: {
    search: '搜索主题',
    untitled: '无主题纪要',
    files: { pdf: 'PDF 文件', source: '白板' },
    noFiles: '没有文件',
    open: '打开{{file}}',
    openFile: '打开“{{topic}}”的{{file}}',
    downloadFile: '下载“{{topic}}”的{{file}} {{size}}',
    added: '文件已加入下载队列',
    known: '该文件已在队列中或已保存',
    showDownloads: '查看下载',
    more: '显示更多',
    empty: {
      title: '您的个人空间中还没有纪要',
      hint: '通过二维码保存的纪要会显示在这里，并附有 PDF 和白板原文件。',
    },
    noneFound: {
      title: '没有找到与“{{text}}”匹配的纪要',
      hint: '服务会在主题中查找。',
      showAll: '显示全部',
    },
  },
  history: {
    title: '在此保存过的纪要',
    columns: { time: '时间', content: '内容', owner: '所属个人空间', state: '状态' },
    empty: {
      title: '还没有在此保存过纪要',
      hint: '在此电脑上的每次保存都会记录在这里，并附有请求 ID。',
    },
    saved: '已保存',
    savedTitle: '已保存的纪要',
    failedTitle: '未能保存的纪要',
    again: '重新保存…',
  },
}

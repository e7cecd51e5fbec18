import type { permissions as source } from '../en-US/permissions.ts'
import type { Translated } from '../translated.ts'

export const permissions: Translated<typeof source> = {
  NSCameraUsageDescription: '相机用于扫描会议纪要二维码。',
  NSScreenCaptureUsageDescription: '在屏幕画面中查找会议纪要二维码。',
}

/** Why macOS asks the user whether Meetkeep may use these: written into the package (scripts/package-languages.ts). */
export const permissions = {
  NSCameraUsageDescription: 'Meetkeep uses the camera to read QR codes of meeting minutes.',
  NSScreenCaptureUsageDescription: 'Meetkeep looks for QR codes of meeting minutes on the screen.',
} as const

/** Why macOS asks the user whether Meetkeep may use these: written into the package (scripts/package-languages.ts). */
export const permissions = {
  NSCameraUsageDescription: 'The camera reads the QR code of meeting minutes.',
  NSScreenCaptureUsageDescription: 'A picture of the screen is searched for the QR code of meeting minutes.',
} as const

export function downloadResumably(
  url: string,
  target: string,
  options: {
    parts: string
    stallMs: number
    retryMs: number
    onProgress: (have: number, total: number | null) => void
  },
): Promise<void>

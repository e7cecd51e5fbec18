/**
 * More than any screenshot or phone photo; a larger picture would only cost memory. By itself, so that the page
 * can ask without carrying the decoders.
 */
export const MAX_PIXELS = 40_000_000

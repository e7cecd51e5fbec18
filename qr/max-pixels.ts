/**
 * More than any screenshot or phone photo; a larger picture would only cost memory. In its own file, so that
 * the page can import it without the decoders.
 */
export const MAX_PIXELS = 40_000_000

/** How a state is coloured; its label says it in words, too. */
export type Tone = 'neutral' | 'accent' | 'good' | 'warn' | 'danger' | 'info'

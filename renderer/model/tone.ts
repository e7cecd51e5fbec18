/** The colour of a state; its label says the same in text. */
export type Tone = 'neutral' | 'accent' | 'good' | 'warn' | 'danger' | 'info'

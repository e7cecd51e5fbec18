/** Words in the names of saved recordings. */
export const fileNames = {
  types: { Hd: 'Camera', Aux: 'Screen', Sd: 'Combined', Audio: 'Audio' },
  part: 'part {{n}}',
} as const

/** What is wrong with a name template. */
export const nameProblems = {
  empty: 'The template is empty.',
  'unknown-placeholder': '{{about}} is not a placeholder.',
  'stray-brace': 'Unmatched brace: {{about}}',
  'forbidden-character': 'A file name cannot contain {{about}}',
  'can-collide': 'Without {{about}} two files could get the same name.',
  'too-long': 'The template is too long: it leaves hardly any room for the topic.',
  'folder-too-long': 'The path of the chosen folder is too long for any name.',
} as const

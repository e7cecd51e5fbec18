/** What is wrong with a name template. */
export const nameProblems = {
  empty: 'The template is empty.',
  'unknown-placeholder': '{{about}} is no placeholder.',
  'stray-brace': 'A brace stands alone: {{about}}',
  'forbidden-character': 'A file name cannot hold {{about}}',
  'can-collide': 'Without {{about}} two files could get the same name.',
  'too-long': 'The template is too long: hardly any room is left for the topic.',
  'folder-too-long': 'The path of the chosen folder is too long for any name.',
} as const

/** What is wrong with a name template. */
export const nameProblems = {
  empty: 'The template is empty.',
  'unknown-placeholder': '{{about}} is not a placeholder.',
  'stray-brace': 'Unmatched brace: {{about}}',
  'forbidden-character': 'A file name cannot contain {{about}}',
  'empty-folder': 'A folder or the file has no name: check the slashes.',
  'too-many-folders': 'More than {{about}} folders.',
  'can-collide':
    'Without {{about}} two files could get the same name. Instead of {id8}, a folder with {date}, {time} and {topic} will do.',
  'too-long': 'The template is too long: it leaves hardly any room for the topic.',
  'folder-too-long': 'The path of the chosen folder is too long for any name.',
} as const

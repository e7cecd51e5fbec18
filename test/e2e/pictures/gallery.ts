import type { Scene } from './scenes.ts'

const LANGUAGE_NAMES: Readonly<Record<string, string>> = { 'en-US': 'English', 'zh-CN': '简体中文' }

/** The page with all pictures, as Markdown. */
export function gallery(
  scenes: readonly Scene[],
  languages: readonly string[],
  themes: readonly string[],
): string {
  const sections = scenes.map(({ name, caption }) => {
    const rows = languages.map((language) => {
      const shown = themes.map(
        (theme) => `![${caption}, ${language}, ${theme}](${name}.${language}.${theme}.png)`,
      )
      return `| ${LANGUAGE_NAMES[language] ?? language} | ${shown.join(' | ')} |`
    })
    return [
      `## ${caption}`,
      '',
      `| | ${themes.join(' | ')} |`,
      `|---|${themes.map(() => '---').join('|')}|`,
      ...rows,
      '',
    ].join('\n')
  })
  return [
    '# Pictures of every page',
    '',
    'Taken by `npm run pictures` from the sample meetings; the table of them is `test/e2e/pictures/scenes.ts`.',
    '',
    ...sections,
  ].join('\n')
}

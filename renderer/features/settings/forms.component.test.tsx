import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { DEFAULT_NAME_TEMPLATE } from '../../../contract/name-template.ts'
import { defaultSettings } from '../../../contract/settings.ts'
import { draw, t } from '../../testing/draw.tsx'
import { type Deferred, deferred, fakeMain } from '../../testing/fake-main.ts'
import { NameTemplateSetting } from './name-template-setting.tsx'
import { ProxySection } from './proxy-section.tsx'
import { WriteOnlySetting } from './write-only-setting.tsx'

// When the forms of the settings may be sent, and how often.

const button = (name: string) => page.getByRole('button', { name, exact: true })
const save = () => button(t('common.actions.save'))

const texts = { label: 'Secret', hint: 'Kept', set: 'Set', remove: 'Remove' }
const secret = () => page.getByRole('textbox', { name: 'Secret' })

test('a secret is sent once, by button or by Enter, and then removed from the page', async () => {
  const done = deferred<void>()
  const onSet = vi.fn<(value: string) => Promise<void>>(() => done.promise)
  await draw(
    <WriteOnlySetting
      texts={texts}
      isSet={false}
      maxLength={20}
      clean={(typed) => typed.trim()}
      onSet={onSet}
    />,
  )
  await expect.element(button('Set')).toBeDisabled()
  await secret().fill('  ')
  await expect.element(button('Set')).toBeDisabled()
  await userEvent.keyboard('{Enter}')
  expect(onSet).not.toHaveBeenCalled()
  await secret().fill(' a ')
  await userEvent.keyboard('{Enter}')
  await expect.element(button('Set')).toHaveAttribute('aria-busy', 'true')
  await userEvent.keyboard('{Enter}')
  expect(onSet.mock.calls).toEqual([['a']])
  done.resolve()
  await expect.element(secret()).toHaveValue('')
})

test('a secret that is refused stays in its field', async () => {
  await draw(
    <WriteOnlySetting
      texts={texts}
      isSet={false}
      maxLength={20}
      onSet={() => Promise.reject(new Error('no'))}
    />,
  )
  await secret().fill('a')
  await button('Set').click()
  await expect.element(page.getByRole('alert')).toBeVisible()
  await expect.element(secret()).toHaveValue('a')
})

test('only a stored secret can be removed', async () => {
  const onSet = vi.fn<(value: string) => Promise<void>>(async () => undefined)
  const view = await draw(<WriteOnlySetting texts={texts} isSet={false} maxLength={20} onSet={onSet} />)
  await expect.element(secret()).toBeVisible()
  expect(button('Remove').query()).toBeNull()
  await view.unmount()
  await draw(<WriteOnlySetting texts={texts} isSet maxLength={20} onSet={onSet} />)
  await button('Remove').click()
  await expect.poll(() => onSet.mock.calls).toEqual([['']])
})

test('a name template is saved only after main has checked exactly that template', async () => {
  const previews: { template: string; answer: Deferred<{ problems: []; examples: string[] }> }[] = []
  fakeMain.handle('settings.previewName', ({ template }) => {
    const answer = deferred<{ problems: []; examples: string[] }>()
    previews.push({ template, answer })
    return answer.promise
  })
  const good = { problems: [] as [], examples: ['a'] }
  await draw(<NameTemplateSetting />)
  await expect.poll(() => previews.map(({ template }) => template)).toEqual([DEFAULT_NAME_TEMPLATE])
  previews[0]?.answer.resolve(good)
  await expect.element(page.getByText('a', { exact: true })).toBeVisible()
  // Nothing has changed yet.
  await expect.element(save()).toBeDisabled()
  await page.getByRole('textbox').fill('{topic}')
  // The shown check belongs to the previous template.
  await expect.element(save()).toBeDisabled()
  await expect
    .poll(() => previews.map(({ template }) => template))
    .toEqual([DEFAULT_NAME_TEMPLATE, '{topic}'])
  await expect.element(save()).toBeDisabled()
  previews[1]?.answer.resolve(good)
  await expect.element(save()).toBeEnabled()
  await page.getByRole('textbox').fill('{topic} {date}')
  // At once, not only when the next check starts.
  expect(save().element()).toBeDisabled()
})

test('a template with a problem cannot be saved', async () => {
  fakeMain.handle('settings.previewName', ({ template }) => ({
    problems: template === 'x' ? [{ code: 'can-collide' as const, about: 'x' }] : [],
    examples: [template],
  }))
  await draw(<NameTemplateSetting />)
  await page.getByRole('textbox').fill('x')
  await expect.element(page.getByText('x', { exact: true })).toBeVisible()
  await expect.element(save()).toBeDisabled()
})

test('a proxy is saved only with a valid address, and once', async () => {
  fakeMain.handle('settings.hasProxyPassword', () => ({ isSet: false }))
  const done = deferred<typeof defaultSettings>()
  fakeMain.handle('settings.set', () => done.promise)
  await draw(<ProxySection />)
  await page.getByRole('button', { name: t('settings.proxy.manual') }).click()
  const address = () => page.getByRole('textbox', { name: t('settings.proxy.url') })
  const password = () => page.getByRole('textbox', { name: t('settings.proxy.password') })
  // Without an address nothing is sent, and a password would have no proxy.
  await expect.element(password()).toBeDisabled()
  expect(fakeMain.callsOf('settings.set')).toEqual([])
  await address().fill('ftp://proxy')
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByText(t('settings.proxy.problems.scheme'))).toBeVisible()
  expect(fakeMain.callsOf('settings.set')).toEqual([])
  await address().fill('http://proxy:8080 ')
  await userEvent.keyboard('{Enter}')
  await expect.element(save()).toHaveAttribute('aria-busy', 'true')
  await userEvent.keyboard('{Enter}')
  const proxy = { mode: 'manual' as const, url: 'http://proxy:8080', username: '' }
  expect(fakeMain.callsOf('settings.set')).toEqual([{ proxy }])
  done.resolve({ ...defaultSettings, proxy })
  await expect.element(save()).toBeDisabled()
  await expect.element(password()).toBeEnabled()
})

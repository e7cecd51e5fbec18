import { useState } from 'react'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { draw } from '../testing/draw.tsx'
import { SearchField } from './search-field.tsx'

function Search() {
  const [value, setValue] = useState('周会')
  return <SearchField label="Search" value={value} onChange={setValue} />
}

const field = () => page.getByRole('searchbox')

test('Escape clears the search', async () => {
  await draw(<Search />)
  await field().click()
  await userEvent.keyboard('{Escape}')
  await expect.element(field()).toHaveValue('')
})

test.each([
  ['isComposing', { isComposing: true }],
  ['the key code of an input method', { keyCode: 229 }],
])('Escape that an input method handles clears nothing: %s', async (_, more) => {
  await draw(<Search />)
  const key = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true, ...more })
  field().element().dispatchEvent(key)
  expect(key.defaultPrevented).toBe(true)
  await expect.element(field()).toHaveValue('周会')
})

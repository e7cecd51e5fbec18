import { useQuery } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { AccountQueryProvider, useSessionState } from './session-state.tsx'

const search = (label: string) => page.getByRole('textbox', { name: label })
const answer = () => page.getByRole('status')
let asked = 0
let opened = 0

function Search({ label = 'search' }: { label?: string }) {
  const [text, setText] = useSessionState('search', () => `initial ${(opened += 1)}`)
  return <input aria-label={label} value={text} onChange={(event) => setText(event.target.value)} />
}

function Answer() {
  const { data } = useQuery({ queryKey: ['answer'], queryFn: () => Promise.resolve((asked += 1)) })
  return <p role="status">{data}</p>
}

function Window({ account, isOpen = true }: { account: string; isOpen?: boolean }) {
  return (
    <AccountQueryProvider key={account}>
      {isOpen ? [<Search key="s" />, <Answer key="a" />] : null}
    </AccountQueryProvider>
  )
}

test('choices and answers are restored when the page is reopened', async () => {
  const view = await render(<Window account="a" />)
  await search('search').fill('typed')
  await expect.element(answer()).toHaveTextContent(/^1$/)
  await view.rerender(<Window account="a" isOpen={false} />)
  await view.rerender(<Window account="a" />)
  await expect.element(search('search')).toHaveValue('typed')
  await expect.element(answer()).toHaveTextContent(/^1$/)
})

test('the next account sees none of it, nor does the first one when it returns', async () => {
  asked = 0
  const view = await render(<Window account="a" />)
  await search('search').fill('typed')
  await expect.element(answer()).toHaveTextContent(/^1$/)
  await view.rerender(<Window account="b" />)
  await expect.element(search('search')).toHaveValue(`initial ${opened}`)
  await expect.element(answer()).toHaveTextContent(/^2$/)
  await view.rerender(<Window account="a" />)
  await expect.element(search('search')).toHaveValue(`initial ${opened}`)
  await expect.element(answer()).toHaveTextContent(/^3$/)
})

test('an initial value is computed again until one is set', async () => {
  const view = await render(<Window account="c" />)
  const first = opened
  await expect.element(search('search')).toHaveValue(`initial ${first}`)
  await view.rerender(<Window account="c" isOpen={false} />)
  await view.rerender(<Window account="c" />)
  await expect.element(search('search')).toHaveValue(`initial ${first + 1}`)
})

test('components that use one name share its value', async () => {
  await render(
    <AccountQueryProvider>
      <Search />
      <Search label="same" />
    </AccountQueryProvider>,
  )
  await search('search').fill('typed')
  await expect.element(search('same')).toHaveValue('typed')
})

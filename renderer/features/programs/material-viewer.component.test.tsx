import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { Material } from '../../../contract/program.ts'
import { draw, t } from '../../testing/draw.tsx'
import { fakeMain } from '../../testing/fake-main.ts'
import { MaterialViewer } from './material-viewer.tsx'

const button = (name: string) => page.getByRole('button', { name, exact: true })
const dialog = (name: string) => page.getByRole('dialog', { name })
const material = (name: string, canDownload: boolean): Material => ({
  id: name,
  name,
  playSeconds: 5,
  path: `/drive/${name}.png`,
  canDownload,
})
const onDownload = vi.fn<(id: string) => void>()

function Viewer() {
  const [index, setIndex] = useState<number | null>(0)
  const materials = [material('first', true), material('last', false)]
  return (
    <MaterialViewer
      programId="p"
      materials={materials}
      index={index}
      onShow={setIndex}
      onDownload={onDownload}
    />
  )
}

test('keys and buttons go to the previous and next material, and stop at both ends', async () => {
  await draw(<Viewer />)
  await expect.element(dialog('first')).toHaveTextContent(`${t('programs.path')} /drive/first.png`)
  await expect.element(button(t('programs.previous'))).toHaveAttribute('aria-disabled', 'true')
  await userEvent.keyboard('{ArrowLeft}')
  await expect.element(dialog('first')).toBeVisible()
  await userEvent.keyboard('{ArrowRight}')
  await expect.element(dialog('last')).toBeVisible()
  await expect.element(button(t('programs.next'))).toHaveAttribute('aria-disabled', 'true')
  await userEvent.keyboard('{ArrowRight}')
  await expect.element(dialog('last')).toBeVisible()
  await button(t('programs.previous')).click()
  await expect.element(dialog('first')).toBeVisible()
})

test('a material without a file cannot be downloaded, and its picture is not requested', async () => {
  await draw(<Viewer />)
  await button(t('programs.download')).click()
  expect(onDownload.mock.calls).toEqual([['first']])
  await userEvent.keyboard('{ArrowRight}')
  await expect.element(dialog('last')).toHaveTextContent(t('programs.noFile'))
  await expect.element(button(t('programs.download'))).toBeDisabled()
  expect(fakeMain.callsOf('programs.picture').map(({ materialId }) => materialId)).toEqual(['first'])
})

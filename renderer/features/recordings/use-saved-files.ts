import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Recording } from '../../../contract/recording.ts'
import { call, useEvent } from '../../bridge.ts'
import { useAccount } from '../../state/server-state.ts'
import { createSavedFiles, type SavedByRecording, type SavedFiles } from './saved-files.ts'

const savedFilesOf = (site: string): SavedFiles =>
  createSavedFiles(site, (confUUIDs) => call('library.savedFiles', { site, confUUIDs }))

/** The saved files of the recordings of two lists of the current site, by recording, kept in sync with main. */
export function useSavedFiles(one: readonly Recording[], other: readonly Recording[]): SavedByRecording {
  const site = useAccount()?.baseUrl ?? ''
  const [files, setFiles] = useState(() => savedFilesOf(site))
  if (files.site !== site) setFiles(savedFilesOf(site))
  useEffect(() => files.want(one.map(({ confUUID }) => confUUID)), [files, one])
  useEffect(() => files.want(other.map(({ confUUID }) => confUUID)), [files, other])
  useEvent('library.savedFilesChanged', files.apply)
  return useSyncExternalStore(files.subscribe, () => files.current)
}

import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Recording } from '../../../contract/recording.ts'
import { call, useEvent } from '../../bridge.ts'
import { useAccount } from '../../state/server-state.ts'
import { createSavedFiles, type SavedFiles } from './saved-files.ts'

const savedFilesOf = (site: string): SavedFiles =>
  createSavedFiles(site, (confUUIDs) => call('library.savedFiles', { site, confUUIDs }))

/** The saved files of the recordings of the current site that {@link useWantedFiles} asks for, kept in sync with main. */
export function useSavedFiles(): SavedFiles {
  const site = useAccount()?.baseUrl ?? ''
  const [files, setFiles] = useState(() => savedFilesOf(site))
  if (files.site !== site) setFiles(savedFilesOf(site))
  useEvent('library.savedFilesChanged', files.apply)
  useSyncExternalStore(files.subscribe, () => files.current)
  return files
}

/** Asks for the saved files of these recordings, once. */
export function useWantedFiles(files: SavedFiles, recordings: readonly Recording[]): void {
  useEffect(() => files.want(recordings.map(({ confUUID }) => confUUID)), [files, recordings])
}

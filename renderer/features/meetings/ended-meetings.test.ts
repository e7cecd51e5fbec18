import { describe, expect, it } from 'vitest'
import { addressProblem, searchMeetings } from './ended-meetings.ts'

const meeting = (uniqueId: string, roomName: string) => ({
  uniqueId,
  roomName,
  startedAt: null,
  endedAt: null,
  durationSeconds: null,
})

describe('searchMeetings', () => {
  const meetings = [meeting('a1', 'Board room'), meeting('b2', '周会'), meeting('c3', 'Board dinner')]
  const idsOf = (search: string) => searchMeetings(meetings, search).map(({ uniqueId }) => uniqueId)

  it.each([
    ['', ['a1', 'b2', 'c3']],
    ['  ', ['a1', 'b2', 'c3']],
    ['BOARD', ['a1', 'c3']],
    ['room board', ['a1']],
    ['周', ['b2']],
    ['c3', ['c3']],
    ['nothing', []],
  ])('%j', (search, ids) => {
    expect(idsOf(search)).toEqual(ids)
  })
})

it.each([
  ['https://meetings.example.com/api', null],
  [' https://10.0.0.1:8443 ', null],
  ['http://127.0.0.1:8080/proconf', null],
  ['http://localhost:1', null],
  ['http://[::1]:1', null],
  ['http://meetings.example.com', 'notSecure'],
  ['http://localhost.example.com', 'notSecure'],
  ['http://127.0.0.1.example.com', 'notSecure'],
  ['meetings.example.com', 'notAnAddress'],
  ['ftp://meetings.example.com', 'notAnAddress'],
  ['', 'notAnAddress'],
])('addressProblem of %j is %j', (address, problem) => {
  expect(addressProblem(address)).toBe(problem)
})

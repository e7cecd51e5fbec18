import { expect, it } from 'vitest'
import { addressProblem } from './server-address.ts'

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

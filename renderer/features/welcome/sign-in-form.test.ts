import { expect, test } from 'vitest'
import { credentialsSchema } from '../../../contract/account.ts'
import { credentialsOf, emptyForm, fieldOfFailure, formForSite, problemsOf, siteOf } from './sign-in-form.ts'

test('each sign-in method has its own fields', () => {
  expect(problemsOf(emptyForm)).toEqual({ appId: 'required', appKey: 'required' })
  expect(problemsOf({ ...emptyForm, kind: 'password' })).toEqual({
    account: 'required',
    password: 'required',
  })
  expect(problemsOf({ ...emptyForm, kind: 'token', accessToken: ' ' })).toEqual({ accessToken: 'required' })
  expect(problemsOf({ ...emptyForm, appId: 'a', appKey: 'b' })).toEqual({})
})

test('another address must be a web address', () => {
  const form = { ...emptyForm, kind: 'token' as const, accessToken: 't', site: 'custom' as const }
  expect(problemsOf(form)).toEqual({ siteUrl: 'required' })
  expect(problemsOf({ ...form, siteUrl: 'meeting.example.com' })).toEqual({ siteUrl: 'badUrl' })
  expect(problemsOf({ ...form, siteUrl: 'ftp://meeting.example.com' })).toEqual({ siteUrl: 'badUrl' })
  expect(problemsOf({ ...form, siteUrl: ' https://meeting.example.com ' })).toEqual({})
  expect(siteOf({ ...form, siteUrl: ' https://meeting.example.com ' })).toBe('https://meeting.example.com')
})

test('the sent data matches the contract, without pasted white space', () => {
  const credentials = credentialsOf({
    ...emptyForm,
    appId: ' a\n',
    appKey: ' k ',
    userId: ' u ',
    corpId: '  ',
  })
  expect(credentials).toEqual({ kind: 'appId', appId: 'a', appKey: 'k', userId: 'u' })
  expect(credentialsSchema.parse(credentials)).toEqual(credentials)
})

test('a password is sent exactly as typed', () =>
  expect(credentialsOf({ ...emptyForm, kind: 'password', account: ' me ', password: ' p ' })).toEqual({
    kind: 'password',
    account: 'me',
    password: ' p ',
  }))

test('the form starts with the site of the settings', () => {
  expect(formForSite('international').site).toBe('international')
  expect(formForSite('https://meeting.example.com')).toMatchObject({
    site: 'custom',
    siteUrl: 'https://meeting.example.com',
  })
})

test('a refusal is shown at its field', () => {
  expect(fieldOfFailure({ code: 'AUTH_REJECTED' }, 'appId')).toBe('appKey')
  expect(fieldOfFailure({ code: 'AUTH_REJECTED' }, 'password')).toBe('password')
  expect(fieldOfFailure({ code: 'AUTH_REJECTED' }, 'token')).toBe('accessToken')
  expect(fieldOfFailure({ code: 'ADDRESS_REFUSED' }, 'token')).toBe('siteUrl')
  expect(fieldOfFailure({ code: 'OFFLINE' }, 'appId')).toBeNull()
})

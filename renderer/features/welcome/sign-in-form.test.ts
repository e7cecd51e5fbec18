import { expect, test } from 'vitest'
import { credentialsSchema } from '../../../contract/account.ts'
import { credentialsOf, emptyForm, fieldOfFailure, formForSite, problemsOf, siteOf } from './sign-in-form.ts'

test('each way of signing in asks for its own fields', () => {
  expect(problemsOf(emptyForm)).toEqual({ appId: 'required', appKey: 'required' })
  expect(problemsOf({ ...emptyForm, kind: 'password' })).toEqual({
    account: 'required',
    password: 'required',
  })
  expect(problemsOf({ ...emptyForm, kind: 'token', accessToken: ' ' })).toEqual({ accessToken: 'required' })
  expect(problemsOf({ ...emptyForm, appId: 'a', appKey: 'b' })).toEqual({})
})

test('another address must be one of the web', () => {
  const form = { ...emptyForm, kind: 'token' as const, accessToken: 't', site: 'custom' as const }
  expect(problemsOf(form)).toEqual({ siteUrl: 'required' })
  expect(problemsOf({ ...form, siteUrl: 'meeting.example.com' })).toEqual({ siteUrl: 'badUrl' })
  expect(problemsOf({ ...form, siteUrl: 'ftp://meeting.example.com' })).toEqual({ siteUrl: 'badUrl' })
  expect(problemsOf({ ...form, siteUrl: ' https://meeting.example.com ' })).toEqual({})
  expect(siteOf({ ...form, siteUrl: ' https://meeting.example.com ' })).toBe('https://meeting.example.com')
})

test('what is sent fits the contract, without blanks that came along with a paste', () => {
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

test('a password is sent as it was typed', () =>
  expect(credentialsOf({ ...emptyForm, kind: 'password', account: ' me ', password: ' p ' })).toEqual({
    kind: 'password',
    account: 'me',
    password: ' p ',
  }))

test('the site of the settings stands in the form', () => {
  expect(formForSite('international').site).toBe('international')
  expect(formForSite('https://meeting.example.com')).toMatchObject({
    site: 'custom',
    siteUrl: 'https://meeting.example.com',
  })
})

test('a refusal stands at the field it is about', () => {
  expect(fieldOfFailure({ code: 'AUTH_REJECTED' }, 'appId')).toBe('appKey')
  expect(fieldOfFailure({ code: 'AUTH_REJECTED' }, 'password')).toBe('password')
  expect(fieldOfFailure({ code: 'AUTH_REJECTED' }, 'token')).toBe('accessToken')
  expect(fieldOfFailure({ code: 'ADDRESS_REFUSED' }, 'token')).toBe('siteUrl')
  expect(fieldOfFailure({ code: 'OFFLINE' }, 'appId')).toBeNull()
})

import type { CallInput, CallName } from '../../../contract/ipc.ts'

/** What a page under foreign control would carry out. */
export const CANARY = 'canary-7f3a'

/**
 * For each call, the inputs with which a page under foreign control would send the canary to `server`, or get
 * it sent, saved or trusted. null: the call would end the test's own page. A new call does not compile without
 * a row.
 */
export function hostileInputs(server: string): { [C in CallName]: CallInput<C>[] | null } {
  const confUUID = CANARY
  const span = { from: '2026-01-01T00:00:00Z', to: '2026-12-31T00:00:00Z' }
  const ids = { ids: [CANARY] }
  const ours = `${server}/${CANARY}`
  const manual = { mode: 'manual', url: server, username: CANARY } as const
  const code = `cloudlink://welink.huawei.com/h5page?data=${CANARY}`
  const rule = {
    ...{ id: CANARY, name: ours, isOn: true, folder: `/tmp/${CANARY}`, allUsers: true, schedulers: [] },
    ...{ since: { kind: 'days', days: 30 }, search: CANARY, exclude: [], minSeconds: 0, fileTypes: [] },
    ...{ nameTemplate: `../${CANARY}{type}{part}{id8}`, schedule: { kind: 'every', hours: 1 } },
    ...{ lookBackHours: 24, waitMinutes: 0 },
  } satisfies CallInput<'rules.save'>
  return {
    'app.info': [undefined],
    'app.keychain': [undefined],
    'selfTest.report': [],
    'app.licenses': [undefined],
    'app.reload': null,
    // It opens a browser at a constant address.
    'app.openErrorList': null,
    'app.reportFailure': [{ message: ours, stack: CANARY }],
    'doctor.examine': [undefined],
    'diagnostics.collect': [undefined],
    'diagnostics.save': [undefined],
    'account.get': [undefined],
    'account.signIn': [
      { site: ours, credentials: { kind: 'password', account: CANARY, password: CANARY }, remember: true },
      { site: server, credentials: { kind: 'token', accessToken: CANARY }, remember: true },
      { site: server, credentials: { kind: 'appId', appId: CANARY, appKey: CANARY }, remember: true },
      // To an account of the attacker at a known site: what is saved from then on is saved to its space.
      {
        site: 'mainland',
        credentials: { kind: 'appId', appId: 'own', appKey: 'own', userId: CANARY },
        remember: true,
      },
      { site: 'international', credentials: { kind: 'token', accessToken: CANARY }, remember: false },
    ],
    'account.tryDemo': [undefined],
    // Later, because the other calls need the session.
    'account.signOut': null,
    'settings.get': [undefined],
    'settings.set': [
      { meetingsUrl: ours },
      { proxy: manual },
      // Stored unused, then put to use.
      { proxy: { ...manual, mode: 'system' } },
      { proxy: manual },
      { nameTemplate: `../${CANARY}{type}{part}{id8}` },
    ],
    'settings.previewName': [{ template: `../${CANARY}` }],
    'settings.chooseFolder': [undefined],
    'settings.chooseCaFile': [undefined],
    'settings.clearCaFile': [undefined],
    'settings.setMeetingsAuthorization': [{ value: CANARY }],
    'settings.hasMeetingsAuthorization': [undefined],
    'settings.setProxyPassword': [{ value: CANARY }],
    'settings.hasProxyPassword': [undefined],
    'certificates.list': [undefined],
    'certificates.trust': [{ host: new URL(server).host, fingerprint: CANARY }],
    'certificates.forget': [{ host: new URL(server).host }],
    'recordings.page': [{ query: { ...span, search: CANARY }, index: 0 }],
    'recordings.leave': [{ query: span }],
    'recordings.counts': [{ query: { search: CANARY }, spans: [span] }],
    'recordings.get': [{ confUUID }, { confUUID: ours }],
    'recordings.files': [{ confUUID }, { confUUID: ours }],
    'recordings.openPlayback': [{ confUUID: ours, index: 0 }],
    'downloads.list': [undefined],
    'downloads.room': [undefined],
    'pace.waits': [undefined],
    'orders.list': [undefined],
    'orders.place': [
      {
        recordings: [CANARY, ours].map((uuid) => ({
          confUUID: uuid,
          title: CANARY,
          startTime: CANARY,
          bytes: 1,
        })),
        ...{ fileTypes: [`${CANARY}.exe`], scope: null },
      },
    ],
    'orders.act': [{ id: CANARY, action: 'cancel' }],
    'orders.undoClear': [undefined],
    'downloads.addMaterials': [{ programId: ours, materialIds: [ours] }],
    'downloads.addMinutes': [{ fileCode: ours, files: ['source', 'pdf'] }],
    'downloads.pause': [ids],
    'downloads.resume': [ids],
    'downloads.cancel': [ids],
    'downloads.retry': [ids],
    'downloads.moveToTop': [ids],
    'downloads.clear': [ids],
    'downloads.reveal': [{ id: CANARY }],
    'downloads.open': [{ id: CANARY }, { id: '/bin/sh' }],
    'library.savedFiles': [{ site: ours, confUUIDs: [CANARY] }],
    'library.reveal': [
      { id: CANARY },
      { id: '../../bin/sh' },
      { site: ours, confUUID: '../..', fileType: CANARY, part: 1 },
    ],
    'library.search': [{ search: '', order: 'newest', from: 0, count: 200 }],
    'library.keys': [{ search: CANARY, order: 'newest', from: 0, count: 10_000 }],
    'library.selection': [{ keys: [CANARY, ours], search: CANARY }],
    'library.rows': [{ keys: [CANARY, '../../bin/sh'] }],
    'library.storage': [undefined],
    'library.look': [undefined],
    'library.watchable': [{ site: ours, confUUID }],
    'library.thumbnail': [{ id: CANARY }, { id: '../settings' }],
    'library.verify': [{ keys: [CANARY] }, { keys: ['../../bin/sh'] }, { keys: 'all' }],
    'library.verifyState': [undefined],
    'library.verifyAct': [{ action: 'pause' }, { action: 'resume' }, { action: 'stop' }],
    'library.verifyReport': [undefined],
    'library.saveVerifyReport': [undefined],
    'library.rereads': [undefined],
    'library.remove': [{ ids: [CANARY] }, { ids: ['../../bin/sh'] }, { ids: ['0'.repeat(32)] }],
    'library.undoRemove': [undefined],
    'library.addFolder': [undefined],
    'library.locate': [{ ids: [CANARY] }, { ids: ['0'.repeat(32)] }],
    'library.folderWork': [undefined],
    'library.stopFolderWork': [undefined],
    'library.saveNotAdopted': [undefined],
    'library.downloadAgain': [{ ids: [CANARY] }, { ids: ['0'.repeat(32)] }],
    'library.saveThumbnail': [
      { id: `../../${CANARY}`, picture: `data:image/webp;base64,${CANARY}` },
      { id: '0'.repeat(32), picture: `data:image/webp;base64,${btoa(CANARY)}` },
      { id: '0'.repeat(32), picture: `data:text/html;base64,${btoa(CANARY)}` },
    ],
    'library.drag': [{ ids: [CANARY] }, { ids: ['../../bin/sh'] }, { ids: ['0'.repeat(32)] }],
    'library.path': [{ id: CANARY }, { id: '../../bin/sh' }],
    'library.open': [{ id: CANARY }, { id: '../../bin/sh' }],
    'loginItem.get': [undefined],
    'loginItem.set': [{ isOn: true }, { isOn: false }],
    'rules.list': [undefined],
    'rules.save': [rule],
    'rules.remove': [{ id: CANARY }],
    'rules.act': [{ id: CANARY, action: 'run' }],
    'rules.dryRun': [rule],
    'rules.cancelDryRun': [undefined],
    'rules.chooseFolder': [undefined],
    'rules.saveReport': [{ id: CANARY, format: 'html' }],
    'lists.export': [
      { list: 'library', search: CANARY, order: 'newest', keys: [CANARY, '../../bin/sh'] },
      { list: 'recordings', query: { ...span, search: CANARY }, only: [ours] },
      { list: 'downloads', only: [CANARY] },
    ],
    'minutes.preview': [{ text: ours }, { text: code }],
    'minutes.save': [{ text: ours }, { text: code }],
    'minutes.history': [undefined],
    'minutes.cancelSave': [{ id: CANARY }],
    'minutes.sendWaiting': [undefined],
    'minutes.list': [{ search: CANARY, offset: 0 }],
    'minutes.thumbnail': [{ fileCode: ours }],
    'screen.read': [undefined],
    'screen.shortcut': [undefined],
    'screen.openSettings': [undefined],
    'links.get': [undefined],
    'links.set': [{ scheme: 'cloudlink', isOn: false }],
    'programs.list': [{ search: CANARY }],
    'programs.get': [{ id: ours }],
    'programs.picture': [{ programId: ours, materialId: ours }],
    'updates.get': [undefined],
    'updates.check': [undefined],
    'updates.download': [undefined],
    'updates.restart': [undefined],
    'updates.openPage': [undefined],
    'meetings.onServer': [undefined],
    'meetings.inCloud': [span],
  }
}

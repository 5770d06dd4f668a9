import { seesIdentity } from './scope.js';
import { ROLES, type Role, type Viewer } from './viewer.js';

const SECRECY = ['NORMAL', 'CONTACT_HIDDEN', 'STRICT'] as const;
const viewer = (role: Role): Viewer => ({
  id: 'me',
  login: 'me',
  name: '',
  roles: [role],
  unitId: 'u',
  unitCode: 'SWJ',
  teamCode: null,
});

/** Row "Read case" of domain.md section 5: m = masked. CA reads in the clear what was received by oneself. */
const IN_THE_CLEAR: Role[] = ['QC', 'DI', 'FU'];

describe('the requester on a case page', () => {
  it.each(ROLES)('%s reads it as the table says', (role) => {
    const others = { firstReceiverUserId: 'someone', secrecy: 'NORMAL' };
    expect(seesIdentity(viewer(role), others)).toBe(IN_THE_CLEAR.includes(role));
    const own = { firstReceiverUserId: 'me', secrecy: 'NORMAL' };
    expect(seesIdentity(viewer(role), own)).toBe(role === 'CA' || IN_THE_CLEAR.includes(role));
  });

  it.each(SECRECY.slice(1))('is masked for everybody where secrecy is %s', (secrecy) => {
    for (const role of ROLES) {
      expect([role, seesIdentity(viewer(role), { firstReceiverUserId: 'me', secrecy })]).toEqual([role, false]);
    }
  });
});

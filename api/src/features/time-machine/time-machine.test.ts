import { testSettings } from '../../../../tests/support/settings.js';

await testSettings('postgres://nobody@127.0.0.1:1/none');
const { TimeMachine } = await import('./time-machine.js');
const { TimeMachineResolver } = await import('./time-machine.resolver.js');

// Nothing is asked of the rest: a city that is no demonstration is refused at the door.
const untouched = {} as never;
const door = new TimeMachineResolver(new TimeMachine(untouched, untouched, untouched, untouched, untouched));
const supervisor = { session: { mustChangePassword: false, viewer: { id: 's', roles: ['SU'] } } } as never;

describe('outside a demonstration', () => {
  it('nobody finds a time machine', async () => {
    expect(await door.timeMachine(supervisor)).toBeNull();
  });

  it.each(['HOUR', 'WORKING_DAY', 'NEXT_ALARM'] as const)('a supervisor may not move time by %s', async (by) => {
    const moved = async () => door.advanceTime({ by }, supervisor);
    await expect(moved()).rejects.toMatchObject({ name: 'OnlyInDemonstrations', code: 'FORBIDDEN' });
  });

  it('nor to a moment', async () => {
    const moved = async () => door.advanceTimeTo({ moment: new Date() }, supervisor);
    await expect(moved()).rejects.toMatchObject({ name: 'OnlyInDemonstrations', code: 'FORBIDDEN' });
  });
});

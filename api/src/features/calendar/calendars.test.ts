import { openUseCases } from '../../../../tests/support/use-case-kit.js';

/** Beside the one that lists have to themselves. */
const CONNECTIONS = 3;
const kit = await openUseCases({ YOUSU_DATABASE_CONNECTIONS: String(CONNECTIONS + 1) });
const { Calendars } = await import('./calendars.js');

afterAll(() => kit.close());

it('is read on the connection of whoever asks: when all are in transactions, none waits for another', async () => {
  const calendars = kit.get(Calendars);
  calendars.forget();
  let begun = 0;
  let allHaveBegun = () => {};
  const together = new Promise<void>((resolve) => {
    allHaveBegun = resolve;
  });
  const asking = Array.from({ length: CONNECTIONS }, () =>
    kit.database.inTransaction(async (sql) => {
      await sql`select 1`;
      begun += 1;
      if (begun === CONNECTIONS) allHaveBegun();
      await together;
      return calendars.current(sql);
    }),
  );
  const answered = await Promise.all(asking);
  expect(answered.map(({ dayCount }) => dayCount > 30_000)).toEqual(Array(CONNECTIONS).fill(true));
}, 10_000);

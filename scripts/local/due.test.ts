import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase } from '../../tests/support/database.js';
import { nodeBinary, ROOT } from './paths.mjs';

/** `npm run yousu -- due` as a person runs it, where no system runs. */
function due(args: string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(nodeBinary(), [join(ROOT, 'scripts/yousu.mjs'), 'due', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '', LANG: 'C', YOUSU_DATA: join(tmpdir(), 'yousu-due-none'), ...env },
  });
  return { status, stdout, stderr };
}

const DURING_WEEK = ['--from', '2026-09-24T10:00', '--span', '5wd'];

describe('yousu due', () => {
  it('prints when five working days end and why days were skipped', () => {
    const { status, stdout } = due(DURING_WEEK);
    expect(status).toBe(0);
    expect(stdout).toMatch(/Due {6}2026-10-09 18:00 Fri\n/);
    expect(stdout).toMatch(/2026-09-25 Fri {2}public holiday {2}中秋/);
    expect(stdout).toMatch(/2026-09-26 Sat {2}weekend/);
    expect(stdout).toMatch(/2026-10-07 Wed {2}public holiday {2}国庆节/);
    expect(stdout).toMatch(/Calendar of the nation \(chinese-days [\d.]+, published 2004 to 2026\)/);
    expect(stdout).not.toMatch(/PROVISIONAL/);
  });

  it('speaks Chinese at a Chinese terminal', () => {
    const { stdout } = due(DURING_WEEK, { LANG: 'zh_CN.UTF-8' });
    expect(stdout).toMatch(/到期 {2}2026-10-09 18:00 周五/);
    expect(stdout).toMatch(/全国日历/);
  });

  it('says so when a year is not published, and never counts 1 January', () => {
    const { stdout } = due(['--from', '2026-12-31T10:00', '--span', '1wd', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      due: '2027-01-04T18:00:00.000+08:00',
      provisional: true,
      skipped: [{ date: '2027-01-01', reason: 'HOLIDAY', name: '元旦' }, { reason: 'WEEKEND' }, { reason: 'WEEKEND' }],
      calendar: { kind: 'NATIONAL' },
    });
    expect(due(['--from', '2026-12-31T10:00', '--span', '1wd']).stdout).toMatch(/PROVISIONAL[\s\S]*not published yet/);
  });

  it('counts working hours of shifts', () => {
    const { stdout } = due(['--from', '2026-10-01T18:00', '--span', '4wh', '--class', 'shift', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ due: '2026-10-02T10:00:00.000+08:00', skipped: [] });
  });

  it('counts calendar days where a unit never closes, and ends them at 24:00', () => {
    const args = ['--from', '2026-09-24T10:00', '--span', '3wd', '--class', 'always'];
    expect(due(args).stdout).toMatch(/Due {6}2026-09-27 24:00 Sun\n {2}From .*, 3wd \(calendar days\), ALWAYS/);
    expect(due(args, { LANG: 'zh_CN.UTF-8' }).stdout).toMatch(/到期 {2}2026-09-27 24:00 周日\n.*3wd（自然日）/);
    expect(JSON.parse(due([...args, '--json']).stdout)).toMatchObject({ due: '2026-09-28T00:00:00.000+08:00' });
  });

  it("uses the city's own calendar where its database is given", async () => {
    const database = await createTestDatabase();
    try {
      await database.sql`insert into calendar_years (year, state) values (2026, 'PUBLISHED')`;
      await database.sql`insert into calendar_days (date, source, kind, name) values ('2026-11-23', 'CITY', 'OFF', '台风停工')`;
      await database.sql`insert into office_hours (office_class, opens, closes) values ('OFFICE', '08:30', '17:30')`;
      const { stdout, stderr } = due([
        '--from',
        '2026-11-20T10:00',
        '--span',
        '1wd',
        '--json',
        '--database',
        database.adminUrl,
      ]);
      expect(stderr).toBe('');
      expect(JSON.parse(stdout)).toMatchObject({
        due: '2026-11-24T17:30:00.000+08:00',
        provisional: false,
        calendar: { kind: 'CITY', first: 2026, last: 2026 },
      });
    } finally {
      await database.drop();
    }
  });

  it.each([
    [['--span', '5wd'], /needs --from and --span/],
    [['--from', 'tomorrow', '--span', '5wd'], /"tomorrow"/],
    [['--from', '2026-02-30', '--span', '5wd'], /"2026-02-30"/],
    [['--from', '2026-09-24', '--span', '5d'], /"5d"/],
    [[...DURING_WEEK, '--class', 'NIGHT'], /"NIGHT".*OFFICE, SHIFT or ALWAYS/],
    [['--from', '2099-12-20', '--span', '90wd'], /2004 to 2099/],
    [[...DURING_WEEK, '--spam'], /does not know "--spam"/],
    [[...DURING_WEEK, '--database', 'there'], /not a database address/],
  ])('answers %j with one sentence and exit code 2', (args, sentence) => {
    const { status, stdout, stderr } = due(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr.trim()).toMatch(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

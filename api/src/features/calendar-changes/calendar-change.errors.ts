import { AppError } from '../../errors/app-error.js';

/** What is wrong with a year's notice, for clients to translate. */
export type NoticeRule =
  | 'notJson'
  | 'wrongShape'
  | 'wrongYear'
  | 'noPapers'
  | 'noDays'
  | 'notADate'
  | 'outsideYear'
  | 'duplicateDate'
  | 'unreadableLine'
  | 'statutoryDayAtWork'
  | 'statutoryDayMissing';

const SAYS: Record<NoticeRule, string> = {
  notJson: 'this is no JSON',
  wrongShape: 'this is not the form of a holiday-cn file (year, papers, days with name, date, isOffDay)',
  wrongYear: 'the file is of another year',
  noPapers: 'no paper of the State Council is named, so the year is not published',
  noDays: 'no day is named',
  notADate: 'this is no date (write 2027-01-01)',
  outsideYear: 'the date belongs neither to the year nor to the December before it',
  duplicateDate: 'the date was named before',
  unreadableLine: 'this line cannot be read (write 2027-01-01 休 元旦, or 2027-02-05~2027-02-11 休 春节)',
  statutoryDayAtWork: 'a statutory holiday is named as a workday',
  statutoryDayMissing: 'a statutory holiday is missing',
};

export class CalendarFileRefused extends AppError {
  readonly code = 'INVALID';
  /** @param line of the text, 1 = the first; null where the text as a whole is meant @param found what stands there */
  constructor(
    readonly rule: NoticeRule,
    readonly line: number | null,
    readonly found = '',
  ) {
    const where = line === null ? 'The calendar cannot be read' : `Line ${line} of the calendar cannot be read`;
    super(`${where}: ${SAYS[rule]}${found ? ` (${found})` : ''}.`, { rule, line, found });
  }
}

export class CalendarChangeUnderWay extends AppError {
  readonly code = 'CONFLICT';
  constructor() {
    super('Another change of the calendar is being previewed or carried out; finish it first.');
  }
}

export class CalendarChangeNotFound extends AppError {
  readonly code = 'NOT_FOUND';
  constructor() {
    super('There is no such change of the calendar.');
  }
}

export class CalendarChangeDecided extends AppError {
  readonly code = 'CONFLICT';
  constructor(state: string) {
    super(`This change of the calendar has been decided already (${state}).`, { state });
  }
}

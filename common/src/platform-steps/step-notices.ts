/** Who a notice of a step is for. */
export type NoticeReader = 'REQUESTER' | 'STAFF';

/**
 * Texts that a step `send-notice` can send. A model holds no free words that reach people: what is not here is not said.
 * Their words in both languages: `common:notice.step.<id>` under the bell, `citizen:stepKind.notice_<id>` on the progress page.
 */
export const STEP_NOTICES: Readonly<Record<string, NoticeReader>> = {
  ON_SITE_VISIT: 'REQUESTER',
  MATERIAL_NEEDED: 'REQUESTER',
  STILL_HANDLED: 'REQUESTER',
  OTHER_UNIT_ASKED: 'REQUESTER',
  RESULT_SOON: 'REQUESTER',
  LOOK_AT_CASE: 'STAFF',
  MIND_THE_LIMIT: 'STAFF',
  RESULT_ARRIVED: 'STAFF',
  NO_RESULT: 'STAFF',
  SPECIAL_CARE: 'STAFF',
};

/** To the requester's progress page, to everybody with a role, to a unit's handlers and leaders, or to who works on the case. */
export const NOTICE_RECEIVERS = ['REQUESTER', 'ROLE', 'UNIT', 'PEOPLE_OF_CASE'] as const;
export type NoticeReceiver = (typeof NOTICE_RECEIVERS)[number];

/** Roles of the centre and the city; handlers and leaders of units are told by their unit. */
export const NOTICE_ROLES: readonly string[] = ['CA', 'QC', 'DI', 'SU', 'FU', 'LD'];

export const readerOf = (receiver: NoticeReceiver): NoticeReader => (receiver === 'REQUESTER' ? 'REQUESTER' : 'STAFF');

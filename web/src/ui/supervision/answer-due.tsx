import { useTranslation } from 'react-i18next';
import { shortDue } from '../../lib/format-time.js';
import { useNow } from '../../lib/server-time.js';
import { RemainingTime } from '../remaining-time.js';

type Limit = { id: string; kind: string; span: string; officeClass: string; dueAt: string };

type Props = {
  caseId: string;
  order: {
    limitKind: string | null;
    answerDueAt: string | null;
    answerYellowAt: string | null;
    answerRunning: boolean;
  };
  /** Of the case; the one of this order tells how its time is counted. */
  clocks: readonly Limit[];
  now?: number;
  short?: boolean;
};

/** Until when an order must be answered, or what comes before the answer be done: light and time left while its limit runs, the moment once it is over. */
export function AnswerDue({ caseId, order, clocks, now, short }: Props) {
  const { i18n } = useTranslation();
  const ticking = useNow();
  const { limitKind, answerDueAt: dueAt, answerYellowAt, answerRunning } = order;
  if (!dueAt) return <span className="soft">—</span>;
  if (!answerRunning) return <span className="soft">{shortDue(dueAt, now ?? ticking, i18n.language)}</span>;
  const limit = clocks.find((clock) => clock.kind === limitKind && clock.dueAt === dueAt);
  return (
    <RemainingTime
      dueAt={dueAt}
      yellowAt={answerYellowAt}
      {...(limit ? { span: limit.span, officeClass: limit.officeClass } : {})}
      {...(now === undefined ? {} : { now })}
      {...(short ? { short } : {})}
      clock={{ caseId, kinds: limitKind ? [limitKind] : [], ...(limit ? { id: limit.id } : {}) }}
    />
  );
}

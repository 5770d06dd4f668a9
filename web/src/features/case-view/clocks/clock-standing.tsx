import { useTranslation } from 'react-i18next';
import type { CaseClocksFragment } from '../../../gql/documents.generated.js';
import { exactTime, shortDateTime } from '../../../lib/format-time.js';
import { useNow } from '../../../lib/server-time.js';
import { ClockPopover } from '../../../ui/clocks/clock-popover.js';
import { LightBadge } from '../../../ui/light-badge.js';
import { RemainingTime } from '../../../ui/remaining-time.js';

type Props = { caseId: string; clock: CaseClocksFragment['clocks'][number] };

/** How a clock stands: light and time left while it lives, kept or missed and when once it has ended. */
export function ClockStanding({ caseId, clock }: Props) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  if (clock.state === 'RUNNING' || clock.state === 'PAUSED') {
    const open = clock.pauses.find(({ resumedAt }) => resumedAt === null);
    return (
      <RemainingTime
        dueAt={clock.dueAt}
        yellowAt={clock.yellowAt}
        pausedAt={clock.state === 'PAUSED' ? (open?.pausedAt ?? clock.startedAt) : null}
        span={clock.span}
        officeClass={clock.officeClass}
        clock={{ caseId, kinds: [clock.kind], id: clock.id }}
      />
    );
  }
  const missed = clock.stoppedAt !== null && Date.parse(clock.stoppedAt) > Date.parse(clock.dueAt);
  const words = t(`clockState.${missed ? 'MISSED' : clock.state}`);
  return (
    <>
      <ClockPopover caseId={caseId} pick={(clocks) => clocks.find(({ id }) => id === clock.id)}>
        {missed ? (
          <LightBadge light="RED" words={words} saysAll />
        ) : clock.state === 'MET' ? (
          <LightBadge light="GREEN" words={words} saysAll />
        ) : (
          <span className="soft">{words}</span>
        )}
      </ClockPopover>
      {clock.stoppedAt ? (
        <time className="soft small" dateTime={clock.stoppedAt} title={exactTime(clock.stoppedAt, i18n.language)}>
          {' '}
          {shortDateTime(clock.stoppedAt, now, i18n.language)}
        </time>
      ) : null}
    </>
  );
}

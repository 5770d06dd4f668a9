import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseClocksFragment, CaseUnitsFragment } from '../../../gql/documents.generated.js';
import { exactDue, exactTime, shortDateTime, shortDue } from '../../../lib/format-time.js';
import { useNow } from '../../../lib/server-time.js';
import { spanWords } from '../../../lib/span-words.js';
import { Tag } from '../../../ui/tag.js';
import { ClockActs } from './clock-acts.js';
import { ClockPauses } from './clock-pauses.js';
import { ClockStanding } from './clock-standing.js';
import { ExtensionList } from './extension-list.js';
import './clocks-tab.css';

type Props = {
  found: CaseClocksFragment & Pick<CaseUnitsFragment, 'assignments'> & { id: string; number: string };
  onChanged: () => void;
};

/** Every promise and limit of the case: light and time left, how it was reckoned, pauses, extensions, and what may be done. */
export function ClocksTab({ found, onChanged }: Props) {
  const { t, i18n } = useTranslation('cases');
  const now = useNow();
  const at = (instant: string) => (
    <time dateTime={instant} title={exactTime(instant, i18n.language)}>
      {shortDateTime(instant, now, i18n.language)}
    </time>
  );
  const due = (instant: string) => (
    <time dateTime={instant} title={exactDue(instant, i18n.language)}>
      {shortDue(instant, now, i18n.language)}
    </time>
  );
  // Several co-units have a limit of the same kind.
  const helper = (assignmentId: string | null) =>
    found.assignments.find(({ id, kind }) => id === assignmentId && kind === 'CO')?.unit.shortName;
  const heads = ['kind', 'state', 'span', 'started', 'due', 'acts'] as const;
  if (found.clocks.length === 0) return <p className="soft">{t('clocksTab.empty')}</p>;
  return (
    <div className="ys-case-part">
      <table className="ys-case-table ys-clocks">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {t(`clocksTab.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {found.clocks.map((clock) => (
            <Fragment key={clock.id}>
              <tr data-testid={`clock-${clock.kind}`} data-followed={clock.pauses.length > 0 || undefined}>
                <th scope="row">
                  {t(`common:clock.${clock.kind}`, { defaultValue: clock.kind })}
                  {helper(clock.assignmentId) ? (
                    <span className="soft small"> {helper(clock.assignmentId)}</span>
                  ) : null}
                  {clock.round > 1 ? (
                    <span className="soft small"> {t('clocksTab.round', { count: clock.round })}</span>
                  ) : null}
                </th>
                <td data-label={t('clocksTab.state')}>
                  <ClockStanding caseId={found.id} clock={clock} />
                </td>
                <td data-label={t('clocksTab.span')}>
                  {spanWords(clock.span, t, clock.officeClass)}
                  {clock.extensions.map((span, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: grants only ever come on top
                    <div key={index} className="small">
                      {t('clocksTab.extended', { span: spanWords(span, t, clock.officeClass) })}
                    </div>
                  ))}
                </td>
                <td data-label={t('clocksTab.started')}>{at(clock.startedAt)}</td>
                <td data-label={t('clocksTab.due')}>
                  {clock.state === 'PAUSED' ? (
                    <span className="soft">{t('clocksTab.dueWaits')}</span>
                  ) : (
                    due(clock.dueAt)
                  )}{' '}
                  {clock.provisional ? (
                    <Tag title={t('common:remaining.provisionalWhy')}>{t('common:remaining.provisional')}</Tag>
                  ) : null}
                  {clock.originalDueAt === clock.dueAt ? null : (
                    <div className="soft small">
                      {t('clocksTab.originally')} <s>{due(clock.originalDueAt)}</s>
                    </div>
                  )}
                </td>
                <td className="ys-clocks-acts" data-label={clock.actions.length > 0 ? t('clocksTab.acts') : undefined}>
                  <ClockActs caseId={found.id} number={found.number} clock={clock} onDone={onChanged} />
                </td>
              </tr>
              {clock.pauses.length > 0 ? (
                <tr className="ys-clocks-pauses">
                  <td colSpan={heads.length}>
                    <ClockPauses pauses={clock.pauses} now={now} />
                  </td>
                </tr>
              ) : null}
            </Fragment>
          ))}
        </tbody>
      </table>
      <p className="soft small">{t('clocksTab.note')}</p>
      <ExtensionList extensions={found.extensions} />
    </div>
  );
}

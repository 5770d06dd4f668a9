import { useTranslation } from 'react-i18next';
import type { CaseNowFragment } from '../../gql/documents.generated.js';
import { useUnits } from '../../lib/reference-data.js';
import { stepName } from '../../lib/step-name.js';
import { UserName } from '../../ui/user-name.js';

export type CaseTask = CaseNowFragment['tasks'][number];

export function isLive(task: CaseTask): boolean {
  return task.state === 'OPEN' || task.state === 'CLAIMED' || task.state === 'COMPLETING';
}

/** A person, or those who may claim: "水务局承办经办人", "质检员". */
export function TaskHolder({ task }: { task: CaseTask }) {
  const { t } = useTranslation(['cases', 'events']);
  const groupName = useGroupName();
  if (task.holder) {
    return (
      <>
        {task.holder.unit ? `${task.holder.unit.shortName} ` : ''}
        <UserName user={task.holder} />
      </>
    );
  }
  const groups = [...new Set(task.candidateGroups.map(groupName))].join(t('events:piece.list'));
  return <>{t('view.waitingFor', { groups })}</>;
}

/** "role:QC" → 质检员; "unit:SWJ:HA" → 水务局承办经办人; "team:质检组" → 质检组. */
function useGroupName(): (group: string) => string {
  const { t } = useTranslation(['cases', 'events']);
  const { units } = useUnits();
  return (group) => {
    const [kind, name = '', role = ''] = group.split(':');
    if (kind === 'role') return t(`common:role.${name}`, { defaultValue: name });
    if (kind !== 'unit') return name || group;
    const unit = units.find((item) => item.code === name)?.shortName ?? name;
    return t('view.groupUnit', { unit, role: t(`common:role.${role}`, { defaultValue: role }) });
  };
}

/** Who holds the ball now, for the header. */
export function BallHolder({ tasks }: { tasks: CaseTask[] }) {
  const { t } = useTranslation(['cases', 'events']);
  const live = tasks.filter(isLive);
  if (live.length === 0) return <span className="soft">{t('view.holderNobody')}</span>;
  return (
    <>
      {live.map((task, index) => (
        <span key={task.id}>
          {index > 0 ? ' · ' : ''}
          <TaskHolder task={task} />
          <span className="soft">{t('events:piece.paren', { text: stepName(task, t) })}</span>
        </span>
      ))}
    </>
  );
}

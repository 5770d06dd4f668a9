import { useTranslation } from 'react-i18next';
import type { EventLineFragment } from '../../gql/documents.generated.js';
import { useViewer } from '../../lib/session.js';

type Props = { event: Pick<EventLineFragment, 'actor' | 'actorKind' | 'onBehalfOf'> };

/** "水务局 王某", "诉求人", "流程引擎", with whom they spoke for. */
export function EventActor({ event }: Props) {
  const { t } = useTranslation('events');
  const me = useViewer()?.user.id;
  const unit = event.actor?.unit ? `${event.actor.unit.shortName} ` : '';
  const named = event.actor?.id === me ? t('me') : unit + event.actor?.name;
  const actor = event.actor ? named : t(`common:actorKind.${event.actorKind}`);
  const words = event.onBehalfOf ? t('onBehalf', { actor, other: event.onBehalfOf }) : actor;
  return <>{words.charAt(0).toUpperCase() + words.slice(1)}</>;
}

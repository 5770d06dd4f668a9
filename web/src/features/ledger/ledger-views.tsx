import { useTranslation } from 'react-i18next';
import {
  type CaseListChoice,
  caseListChoices,
  everything,
  readCaseList,
  writeCaseList,
} from '../../../../common/src/case-list/case-list-address.js';
import { LightBadge } from '../../ui/light-badge.js';
import { SavedViews } from '../../ui/lists/saved-views.js';
import { ViewEntry } from '../../ui/lists/view-entry.js';

type LedgerViewsProps = { choice: CaseListChoice; onGo: (choice: CaseListChoice) => void };

const read = (search: string) => readCaseList(new URLSearchParams(search));
const write = (choice: CaseListChoice) => writeCaseList(choice).toString();

/** Where to look: open, ended and all cases, lights, and saved views. Digits of a phone are never stored. */
export function LedgerViews({ choice, onGo }: LedgerViewsProps) {
  const { t } = useTranslation('ledger');
  const here = write(choice);
  const entry = (to: CaseListChoice, label: React.ReactNode) => (
    <ViewEntry current={write(to) === here} onOpen={() => onGo(to)}>
      {label}
    </ViewEntry>
  );
  return (
    <nav className="ys-views" aria-label={t('common:lists.views')}>
      <ul>
        {caseListChoices.states.map((state) => (
          <li key={state}>{entry({ ...everything, state }, t(`state.${state}`))}</li>
        ))}
      </ul>
      <h2>{t('common:lists.light')}</h2>
      <ul>
        {caseListChoices.lights.map((light) => (
          <li key={light}>{entry({ ...everything, light: [light], sort: 'DUE_ASC' }, <LightBadge light={light} />)}</li>
        ))}
        <li>{entry({ ...everything, paused: true, sort: 'DUE_ASC' }, <LightBadge light="PAUSED" />)}</li>
      </ul>
      <SavedViews
        page="cases"
        here={here}
        stored={write({ ...choice, phoneLast4: null })}
        addressOf={(stored) => write(read(stored))}
        onOpen={(search) => onGo(read(search))}
      />
    </nav>
  );
}

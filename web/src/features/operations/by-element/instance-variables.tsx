import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePermission } from '../../../lib/session.js';
import type { Instance } from './instance.js';
import { valueWords } from './variable-text.js';

type Props = { variables: Instance['variables']; running: boolean; onChange: (name: string) => void };

/** What an instance knows: ids and choices. Those it does not have yet are shown when asked for. */
export function InstanceVariables({ variables, running, onChange }: Props) {
  const { t } = useTranslation('operations');
  const mayPropose = usePermission('retryOperations');
  const mayRead = usePermission('readCases');
  const [all, setAll] = useState(!mayRead);
  const had = variables.filter(({ value }) => value !== null);
  const shown = all ? variables : had;
  if (variables.length === 0) return null;
  return (
    <section aria-labelledby="instance-variables">
      <h3 id="instance-variables">{t('instance.variables')}</h3>
      {mayRead ? null : <p className="soft">{t('instance.valuesHidden')}</p>}
      <ul className="ys-instance-list">
        {shown.map(({ name, value, changeable }) => (
          <li key={name}>
            <code>{name}</code>
            {mayRead ? <span className="ys-instance-value">{valueWords(value) || '–'}</span> : null}
            {running && mayPropose && changeable ? (
              <Button size="small" onClick={() => onChange(name)} aria-label={t('act.changeOne', { variable: name })}>
                {t('act.change')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {mayRead && had.length < variables.length ? (
        <Button size="small" type="link" aria-expanded={all} onClick={() => setAll(!all)}>
          {t(all ? 'instance.fewer' : 'instance.all', { count: variables.length })}
        </Button>
      ) : null}
    </section>
  );
}

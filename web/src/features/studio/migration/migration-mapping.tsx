import { App, Button, Select } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CorrectMigrationDocument, type StudioMigrationQuery } from '../../../gql/documents.generated.js';
import { errorSentence } from '../../../lib/error-facts.js';
import { graphqlClient } from '../../../lib/graphql-client.js';
import { Tag } from '../../../ui/tag.js';

type Migration = NonNullable<StudioMigrationQuery['migration']>;

const NOWHERE = '';

/** Where each step belongs in the target; who planned it corrects it, and the plan is made anew from where cases stand now. */
export function MigrationMapping({ migration, onChanged }: { migration: Migration; onChanged: () => void }) {
  const { t } = useTranslation('migrations');
  const { message } = App.useApp();
  const [said, setSaid] = useState<ReadonlyMap<string, string>>(new Map());
  const [busy, setBusy] = useState(false);
  const open = migration.mayCorrect;
  const options = useMemo(
    () => [
      { value: NOWHERE, label: t('mapping.nowhere') },
      ...migration.targetElements.map(({ element, name }) => ({
        value: element,
        label: name === element ? name : `${name} (${element})`,
      })),
    ],
    [migration.targetElements, t],
  );

  async function correct() {
    const kept = migration.mapping.filter(({ element, corrected }) => corrected && !said.has(element));
    const corrections = [
      ...kept.map(({ element, to }) => ({ from: element, to: to ?? null })),
      ...[...said].map(([from, to]) => ({ from, to: to === NOWHERE ? null : to })),
    ];
    setBusy(true);
    const { error } = await graphqlClient
      .mutation(CorrectMigrationDocument, { id: migration.id, corrections })
      .toPromise();
    setBusy(false);
    if (error) message.error(errorSentence(error, t, 'migrations:refusal'));
    onChanged();
  }

  if (migration.mapping.length === 0) return null;
  return (
    <section className="ys-migration-section">
      <h2>{t('mapping.title')}</h2>
      <p className="soft small">{t(open ? 'mapping.textOpen' : 'mapping.text')}</p>
      <table className="ys-models-table">
        <thead>
          <tr>
            <th scope="col">{t('mapping.from')}</th>
            <th scope="col">{t('mapping.to')}</th>
            <th scope="col">{t('mapping.instances')}</th>
          </tr>
        </thead>
        <tbody>
          {migration.mapping.map(({ element, name, to, toName, corrected, instances }) => (
            <tr key={element}>
              <th scope="row">
                {name} {name === element ? null : <span className="soft small">{element}</span>}
              </th>
              <td data-label={t('mapping.to')}>
                {open ? (
                  <Select
                    aria-label={t('mapping.toOf', { step: name })}
                    className="ys-mapping-choice"
                    showSearch={{ optionFilterProp: 'label' }}
                    value={said.get(element) ?? to ?? NOWHERE}
                    options={options}
                    onChange={(next: string) => setSaid(new Map(said).set(element, next))}
                  />
                ) : (
                  (toName ?? t('mapping.nowhere'))
                )}{' '}
                {corrected ? <Tag>{t('mapping.corrected')}</Tag> : null}
              </td>
              <td className="number" data-label={t('mapping.instances')}>
                {instances}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {open ? (
        <div>
          <Button loading={busy} onClick={correct}>
            {t(said.size > 0 ? 'mapping.correct' : 'mapping.again')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

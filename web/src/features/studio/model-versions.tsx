import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { ProposeRollBackDocument, type StudioModelQuery } from '../../gql/documents.generated.js';
import { graphqlClient } from '../../lib/graphql-client.js';
import { usePermission } from '../../lib/session.js';
import { FormDialog } from '../../ui/form-dialog.js';
import { LabelledField } from '../../ui/labelled-field.js';
import { TimeAgo } from '../../ui/time-ago.js';
import { PlanMigrationDialog } from './migration/plan-migration-dialog.js';
import { studioSentence } from './studio-sentence.js';

type Model = NonNullable<StudioModelQuery['model']>;
type Props = { model: Model; shown: number; onShow: (version: number) => void };

/** Every version there was: who brought it when, in which release, how many run in it; an earlier one can come back. */
export function ModelVersions({ model, shown, onShow }: Props) {
  const { t } = useTranslation(['studio', 'migrations']);
  const mayDesign = usePermission('designModels');
  const [back, setBack] = useState<number | null>(null);
  const [plan, setPlan] = useState<number | null>(null);
  const [latest] = model.versions;
  /** Running cases on other versions than this one. */
  const elsewhere = (version: number) =>
    model.versions.reduce((sum, each) => (each.version === version ? sum : sum + each.openInstances), 0);
  return (
    <section className="ys-studio-versions">
      <h2>{t('versions.title')}</h2>
      <table className="ys-models-table">
        <thead>
          <tr>
            <th scope="col">{t('library.version')}</th>
            <th scope="col">{t('library.deployed')}</th>
            <th scope="col">{t('versions.release')}</th>
            {model.kind === 'PROCESS' ? <th scope="col">{t('library.running')}</th> : null}
            <th scope="col">{t('versions.acts')}</th>
          </tr>
        </thead>
        <tbody>
          {model.versions.map((version) => (
            <tr key={version.id} aria-current={version.version === shown ? 'true' : undefined}>
              <th scope="row" className="number">
                {t('library.versionOf', { version: version.version })}
                {version === latest ? <span className="soft small">{t('versions.latest')}</span> : null}
              </th>
              <td data-label={t('library.deployed')}>
                {version.packaged ? t('library.packaged') : version.deployedBy} · <TimeAgo at={version.deployedAt} />
              </td>
              <td data-label={t('versions.release')}>
                {version.release ? (
                  <Link to={`/releases/${version.release.id}`}>{version.release.number}</Link>
                ) : (
                  <span className="soft">—</span>
                )}
              </td>
              {model.kind === 'PROCESS' ? (
                <td className="number" data-label={t('library.running')}>
                  {version.openInstances}
                </td>
              ) : null}
              <td data-label={t('versions.acts')}>
                <span className="ys-studio-acts">
                  <Button size="small" disabled={version.version === shown} onClick={() => onShow(version.version)}>
                    {t('versions.show')}
                  </Button>
                  {mayDesign && version !== latest ? (
                    <Button size="small" onClick={() => setBack(version.version)}>
                      {t('versions.rollBack')}
                    </Button>
                  ) : null}
                  {mayDesign && model.kind === 'PROCESS' && elsewhere(version.version) > 0 ? (
                    <Button size="small" onClick={() => setPlan(version.version)}>
                      {t('migrations:plan.button')}
                    </Button>
                  ) : null}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {back === null ? null : <RollBackDialog model={model} version={back} onClose={() => setBack(null)} />}
      {plan === null ? null : (
        <PlanMigrationDialog
          processId={model.modelId}
          version={plan}
          instances={elsewhere(plan)}
          onClose={() => setPlan(null)}
        />
      )}
    </section>
  );
}

function RollBackDialog({ model, version, onClose }: { model: Model; version: number; onClose: () => void }) {
  const { t } = useTranslation('studio');
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);

  async function propose() {
    setBusy(true);
    const { kind, modelId } = model;
    const { data, error } = await graphqlClient
      .mutation(ProposeRollBackDocument, { kind, modelId, version, note: note.trim() || null })
      .toPromise();
    setBusy(false);
    if (data) navigate(`/releases/${data.proposeRollBack.id}`);
    else if (error) message.error(studioSentence(error, t));
  }

  return (
    <FormDialog
      title={t('rollBack.title', { version })}
      verb={t('rollBack.verb')}
      busy={busy}
      onSubmit={propose}
      onClose={onClose}
    >
      <p>{t('rollBack.text')}</p>
      <LabelledField label={t('rollBack.note')}>
        {(names) => (
          <Input.TextArea {...names} value={note} rows={3} onChange={({ target }) => setNote(target.value)} />
        )}
      </LabelledField>
    </FormDialog>
  );
}

import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { type StudioReleaseQuery, StudioSetDocument } from '../../gql/documents.generated.js';
import { FindingsPanel } from './lint/findings-panel.js';
import { useFindings } from './lint/use-findings.js';

type Release = NonNullable<StudioReleaseQuery['release']>;

/** What is wrong with the models of a release among those that run now, for whoever decides; nothing once it is decided. */
export function ReleaseFindings({ release }: { release: Release }) {
  if (release.state !== 'PROPOSED' && release.state !== 'FAILED') return null;
  return <Undecided release={release} />;
}

function Undecided({ release }: { release: Release }) {
  const { t } = useTranslation('studio');
  const [{ data }] = useQuery({ query: StudioSetDocument });
  const changes = useMemo(() => release.models.map(({ path, content }) => ({ path, content })), [release.models]);
  const findings = useFindings(data?.modelFiles ?? null, changes, data?.modelCity ?? null);
  return (
    <section className="ys-release-findings">
      <h2>{t('findings.title')}</h2>
      <FindingsPanel findings={findings} path="" onPoint={() => {}} />
    </section>
  );
}

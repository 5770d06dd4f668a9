import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { jobType } from '../../../../common/src/model-lint/bpmn-element.js';
import { readBpmn } from '../../../../common/src/model-lint/read-bpmn.js';
import { ModelFilesDocument, type ModelFilesQuery } from '../../gql/documents.generated.js';
import type { Language } from '../../lib/i18n.js';
import { jobOfTemplate, type StepTemplate, stepTemplates } from '../../ui/bpmn/step-templates.js';
import { EmptyState } from '../../ui/states.js';
import { modelHref } from './model-kind.js';

type File = ModelFilesQuery['modelFiles'][number];

/** The steps that need no code: what each does, what it can be told, and which processes have it. */
export function TemplateCatalogue({ text }: { text: string }) {
  const { t, i18n } = useTranslation('studio');
  const [{ data }] = useQuery({ query: ModelFilesDocument });
  const users = useUsers(data?.modelFiles);
  const templates = useMemo(() => {
    const wanted = text.trim().toLowerCase();
    return stepTemplates(i18n.language as Language).filter(({ id, name, description }) =>
      [id, name, description].some((words) => words?.toLowerCase().includes(wanted)),
    );
  }, [i18n.language, text]);
  if (templates.length === 0) return <EmptyState title={t('library.noneFound')} text={t('templates.noneText')} />;
  return (
    <div className="ys-studio-page">
      <p className="soft">{t('templates.text')}</p>
      <table className="ys-models-table">
        <thead>
          <tr>
            <th scope="col">{t('templates.name')}</th>
            <th scope="col">{t('templates.does')}</th>
            <th scope="col">{t('templates.told')}</th>
            <th scope="col">{t('templates.usedIn')}</th>
          </tr>
        </thead>
        <tbody>
          {templates.map((template) => (
            <tr key={template.id}>
              <th scope="row">
                {template.name}
                <span className="soft small">{jobOfTemplate(template) ?? template.id.replace(/^yousu\./, '')}</span>
              </th>
              <td data-label={t('templates.does')}>{template.description}</td>
              <td data-label={t('templates.told')}>
                {settingsOf(template).join('、') || <span className="soft">—</span>}
              </td>
              <td data-label={t('templates.usedIn')}>
                <UsedIn processes={users?.get(jobOfTemplate(template) ?? '') ?? []} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function UsedIn({ processes }: { processes: readonly { id: string; name: string }[] }) {
  if (processes.length === 0) return <span className="soft">—</span>;
  return (
    <span className="ys-studio-marks">
      {processes.map(({ id, name }) => (
        <Link key={id} to={modelHref('PROCESS', id)}>
          {name}
        </Link>
      ))}
    </span>
  );
}

const settingsOf = ({ properties }: StepTemplate): string[] =>
  properties.flatMap(({ label }) => (label ? [label] : []));

/** Processes by the type of the jobs that their steps make. */
function useUsers(files: readonly File[] | undefined): ReadonlyMap<string, { id: string; name: string }[]> | null {
  const [users, setUsers] = useState<ReadonlyMap<string, { id: string; name: string }[]> | null>(null);
  useEffect(() => {
    let gone = false;
    if (files) void usersIn(files).then((found) => !gone && setUsers(found));
    return () => {
      gone = true;
    };
  }, [files]);
  return users;
}

async function usersIn(files: readonly File[]): Promise<ReadonlyMap<string, { id: string; name: string }[]>> {
  const users = new Map<string, { id: string; name: string }[]>();
  for (const { path, content } of files) {
    // A text that cannot be read is said so on its own page.
    const file = path.endsWith('.bpmn') ? await readBpmn(path, content).catch(() => null) : null;
    for (const { id, element, elements } of file?.processes ?? [])
      for (const job of new Set(elements.map(jobType)))
        if (job) users.set(job, [...(users.get(job) ?? []), { id, name: element.name || id }]);
  }
  return users;
}

import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelKind } from '../../../gql/schema.generated.js';
import { type ModelChange, modelChanges } from './model-changes.js';

type Props = { kind: ModelKind; before: string | null; after: string };

/** What a new text of a model changes, one line each. */
export function ChangesList({ kind, before, after }: Props) {
  const { t } = useTranslation('studio');
  const [changes, setChanges] = useState<ModelChange[] | null | undefined>(undefined);
  useEffect(() => {
    let gone = false;
    if (before !== null) void modelChanges(kind, before, after).then((found) => !gone && setChanges(found));
    return () => {
      gone = true;
    };
  }, [kind, before, after]);

  if (before === null) return <p className="soft">{t('changes.newModel')}</p>;
  if (changes === undefined) return <p className="soft">{t('changes.looking')}</p>;
  if (changes === null) return <p className="soft">{t('changes.unreadable')}</p>;
  if (changes.length === 0) return <p className="soft">{t('changes.none')}</p>;
  return (
    <ul className="ys-changes">
      {changes.map(({ what, id, name, type }) => (
        <li key={`${what}${id}`} data-what={what}>
          <span className="ys-changes-what">{t(`changes.${what}`)}</span>
          <span>
            {t([`elementType.${type}`, `fieldType.${type}`], { defaultValue: type })} {name ? <b>{name}</b> : null}{' '}
            <code>{id}</code>
          </span>
        </li>
      ))}
    </ul>
  );
}

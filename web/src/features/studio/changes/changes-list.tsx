import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { compareModels } from '../../../../../common/src/model-diff/compare-models.js';
import type { ModelChange } from '../../../../../common/src/model-diff/model-change.js';
import type { ModelKind } from '../../../gql/schema.generated.js';
import { saidOf } from './change-words.js';
import { ComparedDrawings } from './compared-drawings.js';

type Props = { kind: ModelKind; before: string | null; after: string };

/** What a new text of a model changes, one line each; of a process both drawings beside each other as well. */
export function ChangesList({ kind, before, after }: Props) {
  const { t } = useTranslation('studio');
  const [changes, setChanges] = useState<ModelChange[] | null | undefined>(undefined);
  const [pointed, setPointed] = useState<string | null>(null);
  useEffect(() => {
    let gone = false;
    setChanges(undefined);
    if (before !== null)
      compareModels(kind, before, after)
        .catch(() => null)
        .then((found) => !gone && setChanges(found));
    return () => {
      gone = true;
    };
  }, [kind, before, after]);

  if (before === null) return <p className="soft">{t('changes.newModel')}</p>;
  if (changes === undefined) return <p className="soft">{t('changes.looking')}</p>;
  if (changes === null) return <p className="soft">{t('changes.unreadable')}</p>;
  if (changes.length === 0) return <p className="soft">{t('changes.none')}</p>;
  return (
    <>
      {kind === 'PROCESS' ? (
        <ComparedDrawings before={before} after={after} changes={changes} pointed={pointed} />
      ) : null}
      <ul className="ys-changes">
        {changes.map((change) => (
          <ChangeLine
            key={`${change.element} ${change.aspect}`}
            change={change}
            {...(kind === 'PROCESS' && { onPoint: () => setPointed(change.element) })}
          />
        ))}
      </ul>
    </>
  );
}

function ChangeLine({ change, onPoint }: { change: ModelChange; onPoint?: () => void }) {
  const { t } = useTranslation(['studio', 'common']);
  const { kind, thing, aspect, element, name, before, after } = change;
  const words = (value: string | null) => (value === null ? t('changes.nothing') : saidOf(aspect, value, t));
  const named = thing === 'ROW' ? t('changes.row', { number: name }) : name;
  return (
    <li data-what={kind}>
      <span className="ys-changes-what">{t(`changes.${kind}`)}</span>
      <span className="ys-changes-thing">
        {t(`changes.thing.${thing}`)}{' '}
        {onPoint ? (
          <button type="button" className="ys-changes-name" title={t('changes.show')} onClick={onPoint}>
            {named}
          </button>
        ) : (
          <b>{named}</b>
        )}{' '}
        <code>{element}</code>
        {aspect === 'THING' ? (
          (after ?? before ?? name) !== name && <span className="ys-changes-values">{after ?? before}</span>
        ) : (
          <span className="ys-changes-values">
            <span className="soft">{t(`changes.aspect.${aspect}`)}</span> <del>{words(before)}</del>{' '}
            <span aria-hidden>→</span> <ins>{words(after)}</ins>
          </span>
        )}
      </span>
    </li>
  );
}

import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { compareModels } from '../../../../../common/src/model-diff/compare-models.js';
import type { ModelChange } from '../../../../../common/src/model-diff/model-change.js';
import type { ModelKind } from '../../../gql/schema.generated.js';
import { saidOf } from './change-words.js';
import { ComparedDecisions } from './compared-decisions.js';
import { ComparedDrawings } from './compared-drawings.js';
import { ComparedForms } from './compared-forms.js';

type Props = { kind: ModelKind; before: string | null; after: string };

const COMPARED = { PROCESS: ComparedDrawings, DECISION: ComparedDecisions, FORM: ComparedForms };

/** What a new text of a model changes: both versions beside each other, and one line for each change. */
export function ChangesList({ kind, before, after }: Props) {
  const { t } = useTranslation('studio');
  const [changes, setChanges] = useState<ModelChange[] | null | undefined>(undefined);
  const [pointed, setPointed] = useState<string | null>(null);
  const Compared = COMPARED[kind];
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
      <Compared before={before} after={after} changes={changes} pointed={pointed} />
      <ul className="ys-changes">
        {changes.map((change) => (
          <ChangeLine
            key={`${change.element} ${change.aspect}`}
            change={change}
            onPoint={() => setPointed(change.element)}
          />
        ))}
      </ul>
    </>
  );
}

function ChangeLine({ change, onPoint }: { change: ModelChange; onPoint: () => void }) {
  const { t } = useTranslation(['studio', 'common']);
  const { kind, thing, aspect, element, name, before, after } = change;
  const words = (value: string | null) => (value === null ? t('changes.nothing') : saidOf(aspect, value, t));
  const named = thing === 'ROW' ? t('changes.row', { number: name }) : name;
  return (
    <li data-what={kind}>
      <span className="ys-changes-what">{t(`changes.${kind}`)}</span>
      <span className="ys-changes-thing">
        {t(`changes.thing.${thing}`)}{' '}
        <button type="button" className="ys-changes-name" title={t('changes.show')} onClick={onPoint}>
          {named}
        </button>{' '}
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

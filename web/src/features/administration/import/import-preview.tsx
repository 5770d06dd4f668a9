import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { ruleSentence } from '../../../lib/error-facts.js';
import { Tag } from '../../../ui/tag.js';
import { cellWords, fieldWords } from '../registers/cell-words.js';
import type { RegisterView } from '../registers/register-view.js';
import type { LineState, Preview, PreviewLine } from './send-table.js';

const STATES: readonly LineState[] = ['NEW', 'CHANGED', 'UNCHANGED', 'REFUSED'];
const TONES: Partial<Record<LineState, 'red' | 'yellow' | 'brand'>> = {
  REFUSED: 'red',
  CHANGED: 'yellow',
  NEW: 'brand',
};

/** What each line would do, and why some are refused: by sheet, line and column. */
export function ImportPreview({ view, preview }: { view: RegisterView; preview: Preview }) {
  const { t } = useTranslation('administration');
  const all = STATES.reduce((sum, state) => sum + preview.counts[state], 0);
  return (
    <section className="ys-import-preview" aria-label={t('import.preview')}>
      <p className="ys-import-counts">
        {STATES.map((state) => (
          <span key={state} data-testid={`import-${state}`}>
            <strong>{preview.counts[state]}</strong> {t(`import.state.${state}`)}
          </span>
        ))}
      </p>
      <table className="ys-register">
        <thead>
          <tr>
            <th scope="col">{t('import.line')}</th>
            <th scope="col">{t(`field.${view.fields[0]?.name}`)}</th>
            <th scope="col">{fieldWords('name', view.part, t)}</th>
            <th scope="col">{t('import.outcome')}</th>
            <th scope="col">{t('import.what')}</th>
          </tr>
        </thead>
        <tbody data-verbatim>
          {preview.lines.map((line) => (
            <tr key={line.line}>
              <th scope="row" className="number">
                <span className="ys-register-label">{t('import.line')}</span>
                {line.line}
              </th>
              <td>{line.key}</td>
              <td>{line.name}</td>
              <td>
                <Tag {...(TONES[line.state] ? { tone: TONES[line.state] } : {})}>{t(`import.state.${line.state}`)}</Tag>
              </td>
              <td data-empty={line.problems.length + line.changes.length === 0 || undefined}>
                <ul>
                  {wordsOf(line, view, preview.sheet, t).map((words) => (
                    <li key={words}>{words}</li>
                  ))}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {all > preview.lines.length ? (
        <p className="soft">{t('import.more', { count: all - preview.lines.length })}</p>
      ) : null}
    </section>
  );
}

function wordsOf(line: PreviewLine, view: RegisterView, sheet: string, t: TFunction): string[] {
  const wordsFor = (field: string) => view.fields.find(({ name }) => name === field)?.words;
  return [
    ...line.problems.map(({ cell, field, rule }) =>
      t('import.problem', { sheet, cell, field: fieldWords(field, view.part, t), rule: ruleSentence(rule, t) }),
    ),
    ...line.changes.map(({ field, from, to }) =>
      t('history.change', {
        field: fieldWords(field, view.part, t),
        from: cellWords(from, wordsFor(field), t) || t('history.nothing'),
        to: cellWords(to, wordsFor(field), t) || t('history.nothing'),
      }),
    ),
  ];
}

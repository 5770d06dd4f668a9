import { useTranslation } from 'react-i18next';
import { Tag } from '../../../ui/tag.js';
import { WallTime } from '../../../ui/wall-time.js';
import { cellWords, fieldWords } from './cell-words.js';
import type { RegisterView, ShownRow } from './register-view.js';

/** Entries under each other; the name opens one. On phones each is a block with its labels. */
export function RegisterTable({
  view,
  rows,
  onOpen,
}: {
  view: RegisterView;
  rows: readonly ShownRow[];
  onOpen: (key: string) => void;
}) {
  const { t } = useTranslation('administration');
  return (
    <table className="ys-register">
      <thead>
        <tr>
          <th scope="col">{fieldWords('name', view.part, t)}</th>
          {view.columns.map(({ name }) => (
            <th key={name} scope="col">
              {t(`field.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key} data-off={row.active ? undefined : true} data-testid={`entry-${row.key}`}>
            <th scope="row">
              <button type="button" className="ys-register-name" data-verbatim onClick={() => onOpen(row.key)}>
                {row.name}
              </button>
              {row.active ? null : <Tag>{t('off')}</Tag>}
              {row.mustChangePassword ? <Tag tone="yellow">{t('firstSignIn')}</Tag> : null}
            </th>
            {view.columns.map(({ name, words, instant }) => {
              const value = row.cells[name];
              const said = cellWords(value, words, t);
              return (
                <td key={name} data-empty={said === '' || undefined}>
                  <span className="ys-register-label">{t(`field.${name}`)}</span>
                  {instant && said ? <WallTime at={String(value)} /> : said || <span className="soft">–</span>}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

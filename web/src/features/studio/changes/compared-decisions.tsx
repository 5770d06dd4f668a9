import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelChange } from '../../../../../common/src/model-diff/model-change.js';
import { type DecisionTable, readDmn } from '../../../../../common/src/model-lint/read-dmn.js';
import { type Side, seenOn } from './sides.js';

type Props = { before: string; after: string; changes: readonly ModelChange[]; pointed: string | null };

/** The tables of both versions beside each other, one decision below the other, with the rows that differ marked. */
export function ComparedDecisions({ before, after, changes, pointed }: Props) {
  const { t } = useTranslation('studio');
  const [earlier, later] = useMemo(() => [tablesOf(before), tablesOf(after)], [before, after]);
  const ids = [...new Set([...later.keys(), ...earlier.keys()])];
  // A file may hold many decisions; those that stay the same are not what a reader looks for.
  const touched = ids.filter((id) => changes.some(({ element }) => element === id || rowsOf(id).has(element)));
  function rowsOf(id: string): Set<string> {
    return new Set([earlier.get(id), later.get(id)].flatMap((table) => table?.rows.map((row) => row.id) ?? []));
  }
  return touched.map((id) => (
    <section key={id} className="ys-compared" aria-label={id}>
      {(['REMOVED', 'ADDED'] as const).map((side) => (
        <MarkedTable
          key={side}
          label={`${t(side === 'REMOVED' ? 'release.before' : 'release.after')} · ${id}`}
          table={(side === 'REMOVED' ? earlier : later).get(id) ?? null}
          side={side}
          changes={changes}
          pointed={pointed}
        />
      ))}
    </section>
  ));
}

function tablesOf(xml: string): ReadonlyMap<string, DecisionTable | null> {
  return new Map(readDmn('', xml).decisions.map(({ id, table }) => [id, table]));
}

type TableProps = {
  label: string;
  table: DecisionTable | null;
  side: Side;
  changes: readonly ModelChange[];
  pointed: string | null;
};

function MarkedTable({ label, table, side, changes, pointed }: TableProps) {
  const { t } = useTranslation('studio');
  const host = useRef<HTMLTableSectionElement>(null);
  const seen = useMemo(() => seenOn(side, changes), [side, changes]);

  useEffect(() => {
    const row = [...(host.current?.rows ?? [])].find(({ dataset }) => dataset.row === pointed);
    row?.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  }, [pointed]);

  return (
    <figure className="ys-compared-side">
      <figcaption>{label}</figcaption>
      {table ? (
        <div className="ys-compared-table">
          <table>
            <thead>
              <tr>
                <th scope="col">#</th>
                {table.inputs.map(({ label: words, expression }) => (
                  <th key={expression} scope="col" data-part="input" title={expression}>
                    {words || expression}
                  </th>
                ))}
                {table.outputs.map(({ label: words, name }) => (
                  <th key={name} scope="col" data-part="output" title={name}>
                    {words || name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody ref={host}>
              {table.rows.map((row, at) => {
                const change = seen.get(row.id);
                return (
                  <tr key={row.id} data-row={row.id} data-change={change?.kind}>
                    <th scope="row">
                      {at + 1}
                      {change ? <span className="visually-hidden"> {t(`changes.${change.kind}`)}</span> : null}
                    </th>
                    {row.inputs.map((cell, column) => (
                      // A row's cells stand in the order of its columns and have no name of their own.
                      // biome-ignore lint/suspicious/noArrayIndexKey: see above
                      <td key={`in ${column}`}>{cell || '-'}</td>
                    ))}
                    {row.outputs.map((cell, column) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: as above
                      <td key={`out ${column}`}>{cell}</td>
                    ))}
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      ) : (
        <p className="soft">{t('changes.noTable')}</p>
      )}
    </figure>
  );
}

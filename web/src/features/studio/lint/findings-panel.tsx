import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../../../common/src/model-lint/finding.js';
import { findingWords } from './finding-words.js';
import type { Findings } from './use-findings.js';

type Props = {
  findings: Findings;
  /** The file that is open: its elements can be gone to. */
  path: string;
  onPoint: (element: string) => void;
  onRepair?: (repair: NonNullable<Finding['repair']>) => void;
};

/** What is wrong, errors first: what, why, how to mend it; an element is gone to by a click. */
export function FindingsPanel({ findings, path, onPoint, onRepair }: Props) {
  const { t } = useTranslation(['studio', 'lint']);
  const { list, checking, failed } = findings;
  if (failed) return <p role="alert">{t('findings.failed')}</p>;
  if (!list) return <p className="soft">{t('findings.checking')}</p>;
  const sorted = list.toSorted((one, other) => rank(one) - rank(other));
  return (
    <section className="ys-findings" aria-label={t('findings.title')} aria-busy={checking}>
      <p className="soft small" role="status">
        {list.length === 0
          ? t('findings.none')
          : t('findings.count', {
              errors: list.filter(({ level }) => level === 'error').length,
              warnings: list.filter(({ level }) => level === 'warning').length,
            })}
      </p>
      <ul>
        {sorted.map((finding, index) => {
          const { what, why, how } = findingWords(finding, t);
          const here = finding.path === path;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a rule may say the same of the same element twice.
            <li key={`${finding.rule}${finding.element}${index}`} className={`ys-finding-${finding.level}-line`}>
              <span className="ys-finding-level">
                <span aria-hidden="true">{finding.level === 'error' ? '▲' : '◆'}</span> {t(`findings.${finding.level}`)}
              </span>
              {here && finding.element ? (
                <button type="button" className="ys-finding-what" onClick={() => onPoint(finding.element)}>
                  {what}
                  <code>{finding.element}</code>
                </button>
              ) : (
                <p className="ys-finding-what">
                  {what}
                  {here ? null : <code>{finding.path}</code>}
                </p>
              )}
              {why ? <p className="soft small">{why}</p> : null}
              {how ? <p className="small">{how}</p> : null}
              {here && finding.repair && onRepair ? (
                <Button size="small" onClick={() => finding.repair && onRepair(finding.repair)}>
                  {t(`findings.repair.${finding.repair}`)}
                </Button>
              ) : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

const rank = (finding: Finding) => (finding.level === 'error' ? 0 : 1);

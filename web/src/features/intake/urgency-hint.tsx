import { Button } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { urgentWords } from './urgent-words.js';

type Props = { text: string; transferred: boolean; onTransfer: () => void };

/** Words in the text that mean danger, and what to do before anything is typed further. */
export function UrgencyHint({ text, transferred, onTransfer }: Props) {
  const { t } = useTranslation('intake');
  const found = useMemo(() => urgentWords(text), [text]);
  return (
    <section aria-live="polite" className={found ? 'ys-intake-panel ys-intake-danger' : 'ys-intake-panel'}>
      <h3>{t('urgency')}</h3>
      {found ? (
        <>
          <p>
            <b>▲ {t(`hint.${found.kind}`, { word: found.word })}</b>
          </p>
          <p>{t('urgencyNote')}</p>
          {transferred ? (
            <p>✓ {t('hint.transferred')}</p>
          ) : (
            <Button danger size="small" onClick={onTransfer}>
              {t('hint.transfer')}
            </Button>
          )}
        </>
      ) : (
        <p className="soft">{t('hint.none')}</p>
      )}
    </section>
  );
}

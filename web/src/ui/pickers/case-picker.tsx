import { Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PickCasesDocument, type PickCasesQuery } from '../../gql/documents.generated.js';
import { plainClient } from '../../lib/graphql-client.js';

type CasePickerProps = {
  /** Case number. */
  value?: string | null;
  onChange: (number: string | null) => void;
  id?: string;
  disabled?: boolean;
  invalid?: boolean;
};

/** A case by number or words; the value is its number. */
export function CasePicker({ value, onChange, id, disabled, invalid }: CasePickerProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [found, setFound] = useState<PickCasesQuery['cases']['nodes']>([]);
  const [loading, setLoading] = useState(false);
  const text = typed.trim();

  useEffect(() => {
    if (text.length < 2) return setFound([]);
    let stale = false;
    const timer = setTimeout(async () => {
      setLoading(true);
      const { data } = await plainClient.query(PickCasesDocument, { filter: { text } }).toPromise();
      if (stale) return;
      setLoading(false);
      setFound(data?.cases.nodes ?? []);
    }, 250);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [text]);

  return (
    <Select
      id={id}
      value={value ?? undefined}
      onChange={(number?: string) => onChange(number ?? null)}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      options={found.map((one) => ({ value: one.number, label: one.number, one }))}
      optionRender={({ data }) => (
        <div>
          <span className="number">{data.one.number}</span>{' '}
          <span className="soft">{t(`status.${data.one.status}`)}</span>
          <div className="soft small one-line">{data.one.title}</div>
        </div>
      )}
      loading={loading}
      disabled={disabled}
      allowClear
      status={invalid ? 'error' : undefined}
      placeholder={t('picker.case')}
      notFoundContent={text.length < 2 ? t('picker.typeTwo') : t('picker.nothing')}
      style={{ width: '100%' }}
    />
  );
}

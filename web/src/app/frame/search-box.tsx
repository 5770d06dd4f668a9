import { SearchOutlined } from '@ant-design/icons';
import { AutoComplete, Input, type RefSelectProps } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { readCaseNumber } from '../../../../common/src/case-number/case-number.js';
import { FindCasesDocument, type FindCasesQuery } from '../../gql/documents.generated.js';
import { plainClient } from '../../lib/graphql-client.js';
import { CaseLight } from '../../ui/case-light.js';
import { Kbd } from '../../ui/kbd.js';

const apple = /Mac|iPhone|iPad/.test(navigator.platform);

/** Finds cases by number or words; Enter on a whole number opens it at once. Ctrl-K / ⌘K comes here from anywhere. */
export function SearchBox({ focusRequests }: { focusRequests: number }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const box = useRef<RefSelectProps>(null);
  const [text, setText] = useState('');
  const [found, setFound] = useState<FindCasesQuery['cases']['nodes']>([]);
  const wanted = text.trim();

  useEffect(() => {
    if (focusRequests > 0) box.current?.focus();
  }, [focusRequests]);

  useEffect(() => {
    if (wanted.length < 2) return setFound([]);
    let stale = false;
    const timer = setTimeout(async () => {
      const { data } = await plainClient.query(FindCasesDocument, { text: wanted }).toPromise();
      if (!stale) setFound(data?.cases.nodes ?? []);
    }, 250);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [wanted]);

  function open(path: string) {
    setText('');
    box.current?.blur();
    navigate(path);
  }

  function submit() {
    const number = readCaseNumber(wanted);
    if (number) open(`/cases/${number}`);
    else if (wanted.length >= 2) open(`/cases?q=${encodeURIComponent(wanted)}`);
  }

  const options = found.map((one) => ({
    value: one.number,
    label: (
      <div style={{ display: 'flex', gap: 12 }}>
        <span className="number">{one.number}</span>
        <span className="one-line" style={{ flex: 1 }}>
          {one.title}
        </span>
        <span style={{ flex: 'none', maxWidth: 140 }}>
          <CaseLight of={one} limit={one.governingClock?.kind} />
        </span>
        <span className="soft">{t(`status.${one.status}`)}</span>
      </div>
    ),
  }));

  return (
    <search className="ys-top-search">
      <AutoComplete
        ref={box}
        value={text}
        options={options}
        defaultActiveFirstOption={false}
        onChange={(value) => setText(value ?? '')}
        onSelect={(number: string) => open(`/cases/${number}`)}
        popupMatchSelectWidth={480}
      >
        <Input
          prefix={<SearchOutlined aria-hidden="true" />}
          suffix={<Kbd>{apple ? '⌘K' : 'Ctrl K'}</Kbd>}
          placeholder={t('search.placeholder')}
          aria-label={t('search.placeholder')}
          maxLength={100}
          onPressEnter={submit}
        />
      </AutoComplete>
    </search>
  );
}

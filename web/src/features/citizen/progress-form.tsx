import { Button, Input } from 'antd';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readCaseNumber } from '../../../../common/src/case-number/case-number.js';
import { readCheckCode } from '../../../../common/src/case-number/check-code.js';
import { LabelledField } from '../../ui/labelled-field.js';

export type CitizenKey = { number: string; checkCode: string };

type Props = {
  /** What was known when the page opened, e.g. from the receipt. */
  initial: CitizenKey;
  busy: boolean;
  failure: string | null;
  onLookUp: (key: CitizenKey) => void;
};

/** Number and check code; both are checked here first, so that a slip of the finger costs no attempt. */
export function ProgressForm({ initial, busy, failure, onLookUp }: Props) {
  const { t } = useTranslation('citizen');
  const [number, setNumber] = useState(initial.number);
  const [code, setCode] = useState(initial.checkCode);
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const readNumber = readCaseNumber(number);
  const readCode = readCheckCode(code);
  const numberProblem = readNumber ? null : t(number.trim() ? 'error.numberInvalid' : 'error.numberRequired');
  const codeProblem = readCode ? null : t(code.trim() ? 'error.codeInvalid' : 'error.codeRequired');

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (readNumber && readCode) onLookUp({ number: readNumber, checkCode: readCode });
    else form.current?.querySelector<HTMLElement>(`[data-field="${readNumber ? 'code' : 'number'}"]`)?.focus();
  }

  return (
    <form ref={form} className="ys-citizen-form" noValidate onSubmit={submit}>
      <h1>{t('progress.title')}</h1>
      <p>{t('progress.help')}</p>
      <LabelledField label={t('progress.number')} error={tried ? numberProblem : null}>
        {({ id, ...names }) => (
          <Input
            {...names}
            id={id}
            data-field="number"
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={40}
            placeholder={t('progress.numberPlaceholder')}
            value={number}
            onChange={(event) => setNumber(event.target.value)}
          />
        )}
      </LabelledField>
      <LabelledField label={t('progress.checkCode')} error={tried ? codeProblem : null}>
        {({ id, ...names }) => (
          <Input
            {...names}
            id={id}
            data-field="code"
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={40}
            placeholder={t('progress.checkCodePlaceholder')}
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
        )}
      </LabelledField>
      {failure ? (
        <p role="alert" className="ys-citizen-alert">
          {failure}
        </p>
      ) : null}
      <Button type="primary" htmlType="submit" block loading={busy} data-testid="look-up">
        {t('progress.submit')}
      </Button>
      <p className="soft">{t('progress.lost')}</p>
    </form>
  );
}

import { Button, Modal } from 'antd';
import { type FormEvent, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ReportCaseDocument } from '../../gql/documents.generated.js';
import { plainClient } from '../../lib/graphql-client.js';
import { useAddress } from '../../lib/use-address.js';
import type { UploadedFile } from '../../ui/attachments/upload-attachment.js';
import { CheckStep } from './check-step.js';
import { reportError } from './citizen-error.js';
import { ContactStep } from './contact-step.js';
import { PlaceStep } from './place-step.js';
import {
  checkStep,
  emptyReport,
  forgetReport,
  keepReport,
  loadReport,
  type ReportDraft,
  type ReportProblems,
  type ReportStep,
  reachableStep,
  reportInput,
  STEPS,
  TEXT_MAX,
  TEXT_MIN,
} from './report-draft.js';
import type { ReportReceiptFacts } from './report-receipt.js';
import { WhatStep } from './what-step.js';

/** One question per screen; the browser's Back goes one question back, and the draft survives a reload. */
export function ReportForm({ onReported }: { onReported: (receipt: ReportReceiptFacts) => void }) {
  const { t } = useTranslation('citizen');
  const [search, setSearch] = useAddress();
  const [draft, setDraft] = useState(loadReport);
  const [tried, setTried] = useState(false);
  const [uploading, setUploading] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const sending = useRef(false);
  const form = useRef<HTMLFormElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const [modal, modalHolder] = Modal.useModal();
  const step = reachableStep(draft, search.get('step'));
  const index = STEPS.indexOf(step);

  useEffect(() => keepReport(draft), [draft]);

  const shown = useRef(step);
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    window.scrollTo(0, 0);
    heading.current?.focus();
  }, [step]);

  const patch = useCallback((change: Partial<ReportDraft>) => setDraft((known) => ({ ...known, ...change })), []);
  const changeFiles = useCallback((change: (files: UploadedFile[]) => UploadedFile[]) => {
    setDraft((known) => ({ ...known, files: change(known.files) }));
  }, []);

  const problems = checkStep(draft, step);
  function problem(field: keyof ReportProblems): string | undefined {
    const name = tried ? problems[field] : undefined;
    return name && t(`error.${name}`, { count: name === 'textTooLong' ? TEXT_MAX : TEXT_MIN });
  }

  function goTo(next: ReportStep) {
    setTried(false);
    setFailure(null);
    setSearch({ step: next });
  }

  async function send() {
    if (sending.current) return;
    sending.current = true;
    setBusy(true);
    const { data, error } = await plainClient.mutation(ReportCaseDocument, { input: reportInput(draft) }).toPromise();
    sending.current = false;
    setBusy(false);
    if (!data) {
      setFailure(error ? reportError(error, t) : t('error.internal'));
      return;
    }
    forgetReport();
    onReported({ ...data.reportCase, anonymous: draft.kind === 'ANONYMOUS' });
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    setFailure(null);
    const first = Object.keys(problems)[0];
    if (first) {
      form.current?.querySelector<HTMLElement>(`[data-field="${first}"]`)?.focus();
      return;
    }
    if (uploading) {
      setFailure(t('error.uploading'));
      return;
    }
    const next = STEPS[index + 1];
    if (next) goTo(next);
    else void send();
  }

  async function startOver() {
    const sure = await modal.confirm({
      title: t('report.startOverAsk'),
      okText: t('report.startOverYes'),
      cancelText: t('report.keep'),
    });
    if (!sure) return;
    setDraft(emptyReport());
    goTo('what');
  }

  const props = { draft, patch, problem };
  return (
    <form ref={form} className="ys-citizen-form" noValidate onSubmit={submit}>
      {modalHolder}
      <p className="soft ys-citizen-progress">
        <span>{t('report.step', { step: index + 1, of: STEPS.length })}</span>
        <progress max={STEPS.length} value={index + 1} aria-hidden="true" />
      </p>
      <h1 ref={heading} tabIndex={-1}>
        {t(`${step}.title`)}
      </h1>
      {step === 'what' ? <WhatStep {...props} onFiles={changeFiles} onUploading={setUploading} /> : null}
      {step === 'place' ? <PlaceStep {...props} /> : null}
      {step === 'contact' ? <ContactStep {...props} /> : null}
      {step === 'check' ? <CheckStep draft={draft} onEdit={goTo} /> : null}
      {failure ? (
        <p role="alert" className="ys-citizen-alert">
          {failure} {step === 'check' ? t('report.failedKept') : ''}
        </p>
      ) : null}
      <div className="ys-citizen-buttons">
        <Button type="primary" htmlType="submit" loading={busy} block data-testid={step === 'check' ? 'send' : 'next'}>
          {step === 'check' ? t(busy ? 'report.submitting' : 'report.submit') : t('report.next')}
        </Button>
        {index > 0 ? (
          <Button block onClick={() => goTo(STEPS[index - 1] ?? 'what')}>
            {t('report.back')}
          </Button>
        ) : null}
      </div>
      {draft.text ? (
        <p className="soft ys-citizen-kept">
          {t('report.draftKept')}{' '}
          <button type="button" className="plain-button ys-citizen-link" onClick={startOver}>
            {t('report.startOver')}
          </button>
        </p>
      ) : null}
    </form>
  );
}

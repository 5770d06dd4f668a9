import { Button, Input, Modal, Select } from 'antd';
import { type FormEvent, type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation } from 'urql';
import { channels } from '../../../../common/src/case-list/case-enums.generated.js';
import { ReceiveCaseDocument } from '../../gql/documents.generated.js';
import type { Channel, Secrecy } from '../../gql/schema.generated.js';
import { errorSentence, fieldRules, ruleSentence } from '../../lib/error-facts.js';
import { useSignedIn } from '../../lib/session.js';
import { AttachmentUpload } from '../../ui/attachments/attachment-upload.js';
import type { UploadedFile } from '../../ui/attachments/upload-attachment.js';
import { LabelledField } from '../../ui/labelled-field.js';
import { AreaPicker } from '../../ui/pickers/area-picker.js';
import { CategorySelect } from './category-select.js';
import { checkIntake, type IntakeField, receiveInput, TEXT_MAX, TEXT_MIN } from './check-intake.js';
import { DispositionPanel } from './disposition-panel.js';
import { DuplicatePanel } from './duplicate-panel.js';
import { emptyIntake, type IntakeDraft, isUntouched, keepIntake, loadIntake, secrecyOf } from './intake-draft.js';
import type { Receipt } from './intake-receipt.js';
import { RequesterFields } from './requester-fields.js';
import { TypeChoice } from './type-choice.js';
import { UrgencyHint } from './urgency-hint.js';

const SECRECIES: readonly Secrecy[] = ['NORMAL', 'CONTACT_HIDDEN', 'STRICT'];
const ORDER: readonly IntakeField[] = ['text', 'name', 'phone', 'type'];

/** The call agent's form: verbatim text first, everything reachable by Tab, Ctrl-Enter records. */
export function IntakeForm({ onReceived }: { onReceived: (receipt: Receipt) => void }) {
  const { t } = useTranslation('intake');
  const { login } = useSignedIn().user;
  const [draft, setDraft] = useState(() => loadIntake(login));
  const [tried, setTried] = useState(false);
  const [uploading, setUploading] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [serverRules, setServerRules] = useState<Record<string, string>>({});
  const [{ fetching }, receiveCase] = useMutation(ReceiveCaseDocument);
  const sending = useRef(false);
  const form = useRef<HTMLFormElement>(null);
  const [modal, modalHolder] = Modal.useModal();

  useEffect(() => keepIntake(login, draft), [login, draft]);

  const patch = useCallback((change: Partial<IntakeDraft>) => {
    setDraft((known) => ({ ...known, ...change }));
    setServerRules({});
  }, []);
  const changeFiles = useCallback((change: (files: UploadedFile[]) => UploadedFile[]) => {
    setDraft((known) => ({ ...known, files: change(known.files) }));
  }, []);

  const problems = checkIntake(draft);
  function problem(field: IntakeField): string | undefined {
    const name = tried ? problems[field] : undefined;
    if (name) return t(`error.${name}`, { count: name === 'textTooLong' ? TEXT_MAX : TEXT_MIN });
    const rule = serverRules[field] ?? serverRules[`requester.${field}`];
    return rule ? ruleSentence(rule, t) : undefined;
  }

  async function submit(event?: FormEvent) {
    event?.preventDefault();
    if (sending.current) return;
    setTried(true);
    const first = ORDER.find((field) => problems[field]);
    if (first) {
      focusField(form.current, first);
      return;
    }
    if (uploading) {
      setFailure(t('error.uploading'));
      return;
    }
    sending.current = true;
    setFailure(null);
    const { data, error } = await receiveCase({ input: receiveInput(draft) });
    sending.current = false;
    if (error || !data) {
      const rules = error ? fieldRules(error) : {};
      setServerRules(rules);
      setFailure(error ? errorSentence(error, t) : t('common:errorCode.INTERNAL'));
      const wrong = ORDER.find((field) => rules[field] ?? rules[`requester.${field}`]);
      if (wrong) focusField(form.current, wrong);
      return;
    }
    keepIntake(login, emptyIntake(draft.channel));
    onReceived({ ...data.receiveCase.case, checkCode: data.receiveCase.checkCode });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void submit();
    }
  }

  async function reset() {
    const sure = await modal.confirm({
      title: t('resetConfirm'),
      okText: t('resetYes'),
      cancelText: t('keep'),
      okButtonProps: { danger: true },
    });
    if (!sure) return;
    setDraft(emptyIntake(draft.channel));
    setTried(false);
    setFailure(null);
    focusField(form.current, 'text');
  }

  const count = Object.keys(problems).length;
  return (
    <form ref={form} className="ys-intake" noValidate onSubmit={submit} onKeyDown={onKeyDown}>
      {modalHolder}
      <div className="ys-intake-main">
        <LabelledField
          label={t('text')}
          help={`${t('textHelp')} ${draft.text ? t('textCount', { count: draft.text.length }) : ''}`}
          error={problem('text')}
        >
          {(names) => (
            <Input.TextArea
              {...names}
              data-field="text"
              className="ys-intake-text"
              autoFocus
              autoSize={{ minRows: 5, maxRows: 12 }}
              placeholder={t('textPlaceholder')}
              value={draft.text}
              onChange={(event) => patch({ text: event.target.value })}
            />
          )}
        </LabelledField>
        <RequesterFields draft={draft} problem={problem} patch={patch} />
        <TypeChoice value={draft.type} error={problem('type')} onChange={(type) => patch({ type })} />
        <div className="ys-intake-row ys-intake-two">
          <CategorySelect value={draft.categoryCode} onChange={(categoryCode) => patch({ categoryCode })} />
          <LabelledField label={t('caseTitle')}>
            {({ id, ...names }) => (
              <Input
                {...names}
                id={id}
                maxLength={80}
                placeholder={t('caseTitlePlaceholder')}
                value={draft.title}
                onChange={(event) => patch({ title: event.target.value })}
              />
            )}
          </LabelledField>
        </div>
        <div className="ys-intake-row ys-intake-four">
          <LabelledField label={t('area')}>
            {({ id }) => (
              <AreaPicker
                id={id}
                placeholder={t('areaPlaceholder')}
                value={draft.areaCode}
                onChange={(areaCode) => patch({ areaCode })}
              />
            )}
          </LabelledField>
          <LabelledField label={t('place')}>
            {({ id, ...names }) => (
              <Input
                {...names}
                id={id}
                maxLength={200}
                placeholder={t('placePlaceholder')}
                value={draft.place}
                onChange={(event) => patch({ place: event.target.value })}
              />
            )}
          </LabelledField>
          <LabelledField label={t('channel')}>
            {({ id, ...names }) => (
              <Select
                id={id}
                {...names}
                value={draft.channel}
                onChange={(channel: Channel) => patch({ channel })}
                options={channels.map((channel) => ({ value: channel, label: t(`common:channel.${channel}`) }))}
              />
            )}
          </LabelledField>
          <LabelledField label={t('secrecy')}>
            {({ id, ...names }) => (
              <Select
                id={id}
                {...names}
                value={secrecyOf(draft)}
                onChange={(secrecy: Secrecy) => patch({ secrecy })}
                options={SECRECIES.map((secrecy) => ({ value: secrecy, label: t(`common:secrecy.${secrecy}`) }))}
              />
            )}
          </LabelledField>
        </div>
        {draft.type === 'REPORT' ? <p className="ys-field-help">{t('secrecyReport')}</p> : null}
        <div>
          <AttachmentUpload files={draft.files} onChange={changeFiles} onBusy={setUploading} />
        </div>
      </div>
      <aside className="ys-intake-side">
        <UrgencyHint
          text={draft.text}
          transferred={draft.statedDisposition === 'EMERGENCY'}
          onTransfer={() => patch({ statedDisposition: 'EMERGENCY', duplicateOf: null })}
        />
        <DuplicatePanel
          draft={draft}
          onMerge={(duplicateOf) =>
            patch({ duplicateOf, statedDisposition: duplicateOf ? 'DUPLICATE_NO_NEW_FACT' : null })
          }
        />
        <DispositionPanel
          value={draft.statedDisposition}
          onChange={(statedDisposition) => patch({ statedDisposition })}
        />
      </aside>
      <footer className="ys-intake-foot">
        <div aria-live="assertive" className="ys-intake-failure">
          {tried && count > 0 ? t('errorsAbove', { count }) : null}
          {failure ? (
            <>
              {failure} <span className="soft">{t('notSentKept')}</span>
            </>
          ) : null}
        </div>
        <span className="soft small ys-intake-keys">
          {t('keys')}
          {isUntouched(draft) ? '' : ` · ${t('draftKept')}`}
        </span>
        <Button onClick={reset} disabled={isUntouched(draft)}>
          {t('reset')}
        </Button>
        <Button type="primary" htmlType="submit" loading={fetching} data-testid="receive">
          {fetching ? t('submitting') : t('submit')}
        </Button>
      </footer>
    </form>
  );
}

function focusField(form: HTMLFormElement | null, field: IntakeField): void {
  const selector = field === 'type' ? '#intake-type' : `[data-field="${field}"]`;
  const control = form?.querySelector<HTMLElement>(selector);
  control?.focus();
  control?.scrollIntoView({ block: 'center' });
}

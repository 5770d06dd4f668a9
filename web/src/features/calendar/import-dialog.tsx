import { Button, Input, InputNumber, Modal } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PreviewCalendarYearDocument } from '../../gql/documents.generated.js';
import { plainClient } from '../../lib/graphql-client.js';
import { LabelledField } from '../../ui/labelled-field.js';
import { lineOf, refusalSentence } from './refusal.js';

type Props = { year: number; onClose: () => void; onPreviewed: () => void };

/** The notice of a year from a file, pasted, or written by hand; what was given stays when it is refused. */
export function ImportDialog({ year: usual, onClose, onPreviewed }: Props) {
  const { t } = useTranslation('calendar');
  const [year, setYear] = useState(usual);
  const [text, setText] = useState('');
  const [paper, setPaper] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const area = useRef<TextAreaRef>(null);
  const file = useRef<HTMLInputElement>(null);

  async function read(chosen: File | undefined) {
    if (!chosen) return;
    const words = await chosen.text();
    setText(words);
    setProblem(null);
    const stated = /"year"\s*:\s*(\d{4})/.exec(words)?.[1];
    if (stated) setYear(Number(stated));
  }

  async function preview() {
    setBusy(true);
    const { error } = await plainClient
      .mutation(PreviewCalendarYearDocument, { year, text, paper: paper.trim() || null })
      .toPromise();
    setBusy(false);
    if (!error) return onPreviewed();
    setProblem(refusalSentence(error, t));
    showLine(area.current?.resizableTextArea?.textArea, text, lineOf(error));
  }

  return (
    <Modal
      open
      width={640}
      title={t('import.title')}
      okText={t('import.preview')}
      cancelText={t('common:action.cancel')}
      confirmLoading={busy}
      okButtonProps={{ disabled: text.trim() === '' }}
      onOk={preview}
      onCancel={onClose}
    >
      <div className="ys-calendar-form">
        <LabelledField label={t('import.year')}>
          {({ status: _, ...names }) => (
            <InputNumber {...names} min={2004} max={2099} value={year} onChange={(value) => setYear(value ?? usual)} />
          )}
        </LabelledField>
        <LabelledField label={t('import.text')} help={t('import.help')} error={problem}>
          {(names) => (
            <Input.TextArea
              {...names}
              ref={area}
              autoFocus
              rows={10}
              spellCheck={false}
              value={text}
              placeholder={t('import.example')}
              onChange={(event) => {
                setText(event.target.value);
                setProblem(null);
              }}
            />
          )}
        </LabelledField>
        <div>
          <input
            ref={file}
            type="file"
            hidden
            accept=".json,.txt"
            data-testid="calendar-file"
            onChange={(event) => read(event.target.files?.[0])}
          />
          <Button onClick={() => file.current?.click()}>{t('import.file')}</Button>
        </div>
        <LabelledField label={t('import.paper')} help={t('import.paperHelp')}>
          {({ status: _, ...names }) => (
            <Input {...names} maxLength={200} value={paper} onChange={(event) => setPaper(event.target.value)} />
          )}
        </LabelledField>
      </div>
    </Modal>
  );
}

/** Puts the cursor where the text is to be mended. */
function showLine(area: HTMLTextAreaElement | undefined, text: string, line: number | null): void {
  if (!area || line === null) return;
  const lines = text.split('\n');
  const from = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  area.focus();
  area.setSelectionRange(from, from + (lines[line - 1]?.length ?? 0));
  area.scrollTop = Math.max(0, (line - 4) * 22);
}

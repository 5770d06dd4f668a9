import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PreviewOfficeHoursDocument } from '../../gql/documents.generated.js';
import { plainClient } from '../../lib/graphql-client.js';
import { refusalSentence } from './refusal.js';

type Stretch = { officeClass: string; opens: string; closes: string };
type Props = { hours: readonly Stretch[]; onClose: () => void; onPreviewed: () => void };
/** 24x7 posts never close. */
const CLASSES = ['OFFICE', 'SHIFT'] as const;

/** Office hours of each class, one line a stretch; the lunch break is the gap between two. */
export function HoursDialog({ hours, onClose, onPreviewed }: Props) {
  const { t } = useTranslation('calendar');
  const [rows, setRows] = useState(() =>
    hours
      .filter(({ officeClass }) => officeClass !== 'ALWAYS')
      .map(({ officeClass, opens, closes }, key) => ({ key, officeClass, opens, closes })),
  );
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const change = (key: number, part: Partial<Stretch>) => {
    setProblem(null);
    setRows((all) => all.map((row) => (row.key === key ? { ...row, ...part } : row)));
  };
  const add = (officeClass: string) =>
    setRows((all) => [
      ...all,
      { key: Math.max(-1, ...all.map(({ key }) => key)) + 1, officeClass, opens: '', closes: '' },
    ]);

  async function preview() {
    setBusy(true);
    const given = rows.map(({ officeClass, opens, closes }) => ({ officeClass, opens, closes }));
    const { error } = await plainClient.mutation(PreviewOfficeHoursDocument, { hours: given }).toPromise();
    setBusy(false);
    if (error) setProblem(refusalSentence(error, t));
    else onPreviewed();
  }

  return (
    <Modal
      open
      title={t('hours.dialogTitle')}
      okText={t('import.preview')}
      cancelText={t('common:action.cancel')}
      confirmLoading={busy}
      onOk={preview}
      onCancel={onClose}
    >
      <div className="ys-calendar-form">
        {CLASSES.map((officeClass) => (
          <fieldset key={officeClass} className="ys-hours-class">
            <legend>{t(`officeClass.${officeClass}`)}</legend>
            {rows
              .filter((row) => row.officeClass === officeClass)
              .map((row) => (
                <div key={row.key} className="ys-hours-row">
                  <Input
                    type="time"
                    aria-label={t('hours.opens')}
                    value={row.opens}
                    onChange={(event) => change(row.key, { opens: event.target.value })}
                  />
                  <span aria-hidden="true">–</span>
                  <Input
                    type="time"
                    aria-label={t('hours.closes')}
                    value={row.closes}
                    onChange={(event) => change(row.key, { closes: event.target.value })}
                  />
                  <Button type="text" onClick={() => setRows((all) => all.filter(({ key }) => key !== row.key))}>
                    {t('common:action.remove')}
                  </Button>
                </div>
              ))}
            <Button size="small" onClick={() => add(officeClass)}>
              {t('hours.add')}
            </Button>
          </fieldset>
        ))}
        {problem ? (
          <p role="alert" className="ys-field-error">
            {problem}
          </p>
        ) : null}
      </div>
    </Modal>
  );
}

import { App, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  FindPeopleDocument,
  type FindPeopleQuery,
  ReassignTaskDocument,
  type TaskRowFragment,
} from '../../gql/documents.generated.js';
import { errorSentence } from '../../lib/error-facts.js';
import { graphqlClient, plainClient } from '../../lib/graphql-client.js';
import { FormDialog } from '../../ui/form-dialog.js';
import { LabelledField } from '../../ui/labelled-field.js';
import { WordsField } from '../../ui/words-field.js';

type ReassignTaskProps = {
  task: { id: string; holder: { id: string } | null };
  onClose: () => void;
  onChanged: (row: TaskRowFragment) => void;
};

/** Hands a task to a named person, with the reason that the history keeps. */
export function ReassignTask({ task, onClose, onChanged }: ReassignTaskProps) {
  const { t } = useTranslation('tasks');
  const { message } = App.useApp();
  const [typed, setTyped] = useState('');
  const [people, setPeople] = useState<FindPeopleQuery['users']>([]);
  const [person, setPerson] = useState<string>();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    let stale = false;
    const timer = setTimeout(async () => {
      const { data } = await plainClient.query(FindPeopleDocument, { text: typed.trim() || null }).toPromise();
      if (!stale && data) setPeople(data.users);
    }, 200);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [typed]);

  async function submit() {
    setTried(true);
    if (!person || !reason.trim()) return;
    setBusy(true);
    const { data, error } = await graphqlClient
      .mutation(ReassignTaskDocument, { id: task.id, userId: person, reason: reason.trim() })
      .toPromise();
    setBusy(false);
    if (error) return void message.error(errorSentence(error, t, 'tasks:reassign.refused'));
    if (!data) return;
    message.success(t('reassign.done', { name: data.reassignTask.holder?.name ?? '' }));
    onChanged(data.reassignTask);
    onClose();
  }

  return (
    <FormDialog title={t('reassign.title')} verb={t('reassign.submit')} busy={busy} onSubmit={submit} onClose={onClose}>
      <LabelledField label={t('reassign.person')} error={tried && !person ? t('reassign.personRequired') : null}>
        {(names) => (
          <Select
            {...names}
            value={person}
            onChange={setPerson}
            showSearch={{ filterOption: false, onSearch: setTyped }}
            options={people
              .filter((one) => one.id !== task.holder?.id)
              .map((one) => ({ value: one.id, label: one.name, one }))}
            optionRender={({ data: { one } }) => (
              <span>
                {one.name}{' '}
                <span className="soft">
                  {one.roles.map((role) => t(`common:role.${role}`)).join('、')}
                  {one.unit ? ` · ${one.unit.shortName}` : ''}
                </span>
              </span>
            )}
            placeholder={t('common:picker.person')}
            style={{ width: '100%' }}
          />
        )}
      </LabelledField>
      <WordsField
        label={t('reassign.reason')}
        help={t('reassign.reasonHint')}
        error={tried && !reason.trim() ? t('reassign.reasonRequired') : null}
        small
        maxLength={500}
        value={reason}
        onChange={setReason}
      />
    </FormDialog>
  );
}

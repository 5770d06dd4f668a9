import { PushpinOutlined } from '@ant-design/icons';
import { App, Button, Input, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SaveTaskViewDocument } from '../../gql/documents.generated.js';
import { errorSentence } from '../../lib/error-facts.js';
import { graphqlClient } from '../../lib/graphql-client.js';
import { PanelPopover } from '../../ui/panel-popover.js';

/** Keeps the filters of now under a name; a view is stored as its address. */
export function SaveView({ search, taken, onSaved }: { search: string; taken: string[]; onSaved: () => void }) {
  const { t } = useTranslation('tasks');
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const wanted = name.trim();

  async function save() {
    if (!wanted) return;
    const { error } = await graphqlClient.mutation(SaveTaskViewDocument, { name: wanted, filter: search }).toPromise();
    if (error) return void message.error(errorSentence(error, t));
    setOpen(false);
    setName('');
    onSaved();
  }

  return (
    <PanelPopover
      label={t('views.save')}
      open={open}
      onOpenChange={setOpen}
      placement="bottomLeft"
      content={
        <Space.Compact>
          <Input
            value={name}
            maxLength={40}
            placeholder={t('views.name')}
            aria-label={t('views.name')}
            onChange={(event) => setName(event.target.value)}
            onPressEnter={save}
          />
          <Button type="primary" disabled={!wanted} onClick={save}>
            {taken.includes(wanted) ? t('views.replace') : t('common:action.save')}
          </Button>
        </Space.Compact>
      }
    >
      <Button type="link" size="small" icon={<PushpinOutlined aria-hidden="true" />} disabled={search === ''}>
        {t('views.save')}
      </Button>
    </PanelPopover>
  );
}

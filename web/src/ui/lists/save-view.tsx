import { PushpinOutlined } from '@ant-design/icons';
import { App, Button, Checkbox, Input, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SaveViewDocument } from '../../gql/documents.generated.js';
import { errorSentence } from '../../lib/error-facts.js';
import { graphqlClient } from '../../lib/graphql-client.js';
import { useSignedIn } from '../../lib/session.js';
import { PanelPopover } from '../panel-popover.js';

type SaveViewProps = {
  /** Which list the view is of. */
  page: string;
  /** The filters of now, as the address says them. */
  search: string;
  /** Names of my views. */
  taken: string[];
  onSaved: () => void;
};

/** Keeps the filters of now under a name, for me or for my team too; a view is stored as its address. */
export function SaveView({ page, search, taken, onSaved }: SaveViewProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { user } = useSignedIn();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const wanted = name.trim();
  const group = user.team?.name ?? user.unit?.shortName;

  async function save() {
    if (!wanted) return;
    const { error } = await graphqlClient
      .mutation(SaveViewDocument, { page, name: wanted, filter: search, shared })
      .toPromise();
    if (error) return void message.error(errorSentence(error, t));
    setOpen(false);
    setName('');
    setShared(false);
    onSaved();
  }

  return (
    <PanelPopover
      label={t('lists.saveView')}
      open={open}
      onOpenChange={setOpen}
      placement="bottomLeft"
      content={
        <div className="ys-save-view">
          <Space.Compact>
            <Input
              value={name}
              maxLength={40}
              placeholder={t('lists.viewName')}
              aria-label={t('lists.viewName')}
              onChange={(event) => setName(event.target.value)}
              onPressEnter={save}
            />
            <Button type="primary" disabled={!wanted} onClick={save}>
              {taken.includes(wanted) ? t('lists.replaceView') : t('action.save')}
            </Button>
          </Space.Compact>
          {group ? (
            <Checkbox checked={shared} onChange={(event) => setShared(event.target.checked)}>
              {t('lists.shareView', { group })}
            </Checkbox>
          ) : null}
        </div>
      }
    >
      <Button type="link" size="small" icon={<PushpinOutlined aria-hidden="true" />} disabled={search === ''}>
        {t('lists.saveView')}
      </Button>
    </PanelPopover>
  );
}

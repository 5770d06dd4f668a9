import { DeleteOutlined, TeamOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { DeleteViewDocument, SavedViewsDocument } from '../../gql/documents.generated.js';
import { errorSentence } from '../../lib/error-facts.js';
import { graphqlClient } from '../../lib/graphql-client.js';
import { SaveView } from './save-view.js';
import { ViewEntry } from './view-entry.js';

type SavedViewsProps = {
  /** Which list the views are of. */
  page: string;
  /** The filters of now, as the address says them; equal lists have equal addresses. */
  here: string;
  /** What is stored of them, where not all of it is. */
  stored?: string;
  /** A stored address as this list writes it now. */
  addressOf: (stored: string) => string;
  onOpen: (address: string) => void;
};

/** My views and those colleagues share with me; the filters of now can become one. */
export function SavedViews({ page, here, stored = here, addressOf, onOpen }: SavedViewsProps) {
  const { t } = useTranslation();
  const { modal, message } = App.useApp();
  const [{ data }, ask] = useQuery({ query: SavedViewsDocument, variables: { page } });
  const views = data?.savedViews ?? [];
  const reread = () => ask({ requestPolicy: 'network-only' });

  async function remove({ id, name }: { id: string; name: string }) {
    const sure = await modal.confirm({
      title: t('lists.deleteViewAsk', { name }),
      okText: t('action.delete'),
      cancelText: t('action.cancel'),
    });
    if (!sure) return;
    const { error } = await graphqlClient.mutation(DeleteViewDocument, { id }).toPromise();
    if (error) message.error(errorSentence(error, t));
    reread();
  }

  return (
    <>
      <h2>{t('lists.savedViews')}</h2>
      <ul>
        {views.map((view) => {
          const address = addressOf(String(view.filter));
          const from = view.mine ? t('lists.sharedByMe') : t('lists.sharedBy', { name: view.owner?.name ?? '' });
          return (
            <li key={view.id} className="ys-view-saved">
              <ViewEntry
                current={address === here}
                onOpen={() => onOpen(address)}
                title={view.shared ? from : undefined}
              >
                {view.shared ? <TeamOutlined aria-label={from} /> : null} {view.name}
              </ViewEntry>
              {view.mine ? (
                <Button
                  type="text"
                  size="small"
                  icon={<DeleteOutlined />}
                  aria-label={t('lists.deleteView', { name: view.name })}
                  onClick={() => remove(view)}
                />
              ) : null}
            </li>
          );
        })}
      </ul>
      {views.length === 0 ? <p className="soft small ys-views-none">{t('lists.noViews')}</p> : null}
      <SaveView
        page={page}
        search={stored}
        taken={views.filter(({ mine }) => mine).map(({ name }) => name)}
        onSaved={reread}
      />
    </>
  );
}

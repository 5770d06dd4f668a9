import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { AcknowledgeDemoCallDocument, type OutboundCallsQuery } from '../../../gql/documents.generated.js';
import { errorSentence } from '../../../lib/error-facts.js';
import { plainClient } from '../../../lib/graphql-client.js';
import { CallLine } from './call-line.js';

type Props = { call: OutboundCallsQuery['outboundCalls']['nodes'][number]; onChanged: () => void };

/** A call on the outbox page; in a demonstration nobody's phone rings, so that "1" is pressed here. */
export function CallRow({ call, onChanged }: Props) {
  const { t } = useTranslation('supervision');
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);

  async function press() {
    setBusy(true);
    const { error } = await plainClient.mutation(AcknowledgeDemoCallDocument, { id: call.id }).toPromise();
    setBusy(false);
    if (error) message.error(errorSentence(error, t));
    else message.success(t('calls.pressed'));
    onChanged();
  }

  return (
    <CallLine
      call={call}
      head={
        <Link to={`/cases/${call.caseNumber}?tab=supervision`} className="number">
          {call.caseNumber}
        </Link>
      }
      acts={
        call.actions.includes('acknowledge') ? (
          <Button size="small" type="primary" loading={busy} onClick={press}>
            {t('calls.press')}
          </Button>
        ) : null
      }
    />
  );
}

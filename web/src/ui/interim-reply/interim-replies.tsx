import type { InterimReplyLineFragment } from '../../gql/documents.generated.js';
import { FoldedText } from '../folded-text.js';
import { TimeAgo } from '../time-ago.js';
import './interim-replies.css';

/** What the citizen was told before the final reply, the oldest first. */
export function InterimReplies({ replies }: { replies: readonly InterimReplyLineFragment[] }) {
  return (
    <ol className="ys-interim-replies" data-testid="interim-replies">
      {replies.map((reply) => (
        <li key={reply.id}>
          <FoldedText text={reply.text} lines={8} />
          <p className="soft small">
            {reply.sentBy?.name} · <TimeAgo at={reply.sentAt} />
          </p>
        </li>
      ))}
    </ol>
  );
}

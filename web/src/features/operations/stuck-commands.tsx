import { useTranslation } from 'react-i18next';
import { RetryCommandDocument, type StuckCommandFieldsFragment } from '../../gql/documents.generated.js';
import { plainClient } from '../../lib/graphql-client.js';
import { ProblemCard } from './problem-card.js';

type StuckCommandsProps = { commands: StuckCommandFieldsFragment[]; onRetried: () => void };

/** What the engine has not taken: given up (its case stands still until someone retries), or still being tried. */
export function StuckCommands({ commands, onRetried }: StuckCommandsProps) {
  const { t } = useTranslation('operations');
  if (commands.length === 0) return null;

  async function retry(id: string) {
    const { data, error } = await plainClient.mutation(RetryCommandDocument, { id }).toPromise();
    return { done: data?.retryCommand ?? false, error };
  }

  return (
    <section aria-labelledby="stuck-commands">
      <h2 id="stuck-commands">{t('commands', { count: commands.length })}</h2>
      <ul className="ys-problems">
        {commands.map((command) => {
          const givenUp = command.state === 'POISONED';
          return (
            <ProblemCard
              key={command.id}
              title={t([`command.${command.kind}`, 'command.other'])}
              caseNumber={command.caseNumber}
              since={command.createdAt}
              facts={t(givenUp ? 'givenUp' : 'stillTrying', { count: command.attempts })}
              said={command.lastError}
              retry={givenUp ? () => retry(command.id) : null}
              onRetried={onRetried}
            />
          );
        })}
      </ul>
    </section>
  );
}

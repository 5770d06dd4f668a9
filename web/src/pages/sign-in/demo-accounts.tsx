import { useTranslation } from 'react-i18next';
import type { SignInQuery } from '../../gql/documents.generated.js';

type DemoAccountsProps = {
  accounts: SignInQuery['demoAccounts'];
  password: string | null;
  busy: boolean;
  onChoose: (login: string) => void;
};

/** One memorable account for each role; a click fills and signs in. */
export function DemoAccounts({ accounts, password, busy, onChoose }: DemoAccountsProps) {
  const { t } = useTranslation('sign-in');
  return (
    <section className="ys-demo-accounts">
      <h2>{t('demoTitle')}</h2>
      <p className="soft">
        {t('demoText')}
        {password ? (
          <>
            {' '}
            {t('demoPassword')} <code>{password}</code>
          </>
        ) : null}
      </p>
      <ul>
        {accounts.map((account) => {
          const role = t(`common:role.${account.role}`);
          return (
            <li key={account.login}>
              <button type="button" disabled={busy} onClick={() => onChoose(account.login)}>
                <span className="visually-hidden">{t('demoSignIn')}</span>
                <strong>{role}</strong>
                <span className="one-line">
                  {account.name}
                  {account.unitName ? <span className="soft"> · {account.unitName}</span> : null}
                </span>
                <code className="soft">{account.login}</code>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { useViewer } from '../lib/session.js';

/** A person's name, with the unit on hover; the reader is "我" / "me". */
export function UserName({
  user,
}: {
  user: { id: string; name: string; unit?: { shortName: string } | null } | null | undefined;
}) {
  const { t } = useTranslation();
  const me = useViewer()?.user.id;
  if (!user) return <span className="soft">{t('word.nobody')}</span>;
  const name = user.id === me ? t('word.me') : user.name;
  return user.unit ? (
    <Tooltip title={`${user.name} · ${user.unit.shortName}`}>
      <span>{name}</span>
    </Tooltip>
  ) : (
    <span>{name}</span>
  );
}

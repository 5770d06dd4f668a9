import { useTranslation } from 'react-i18next';

type Props = { of: { gridWorker: { name: string; phone: string | null } | null } | null | undefined };

/** 网格员: whom to call who walks the place of a case every day; nothing where the place is no grid cell. */
export function GridWorker({ of }: Props) {
  const { t } = useTranslation();
  if (!of?.gridWorker) return null;
  const { name, phone } = of.gridWorker;
  return (
    <div className="soft small">
      {t('place.gridWorker', { name })} {phone ? <a href={`tel:${phone}`}>{phone}</a> : null}
    </div>
  );
}

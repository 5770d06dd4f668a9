import { Input, Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useAreas } from '../../lib/reference-data.js';
import { LabelledField } from '../../ui/labelled-field.js';
import type { StepProps } from './step-props.js';

export function PlaceStep({ draft, patch }: StepProps) {
  const { t } = useTranslation('citizen');
  const { areas, loading } = useAreas();
  const groups = useMemo(() => {
    const districts = areas.filter((area) => area.kind === 'DISTRICT');
    return districts.map((district) => ({
      label: district.name,
      options: areas
        .filter((area) => area.parentCode === district.code)
        .map((area) => ({ value: area.code, label: area.name, search: `${area.name}${district.name}` })),
    }));
  }, [areas]);
  // Only who knows their grid cell says it; whoever changes the street has said nothing about it.
  const chosen = areas.find(({ code }) => code === draft.areaCode);
  const street = chosen?.kind === 'GRID_CELL' ? chosen.parentCode : draft.areaCode;
  const cells = street ? areas.filter(({ kind, parentCode }) => kind === 'GRID_CELL' && parentCode === street) : [];
  const missing = !loading && areas.length === 0;
  return (
    <>
      <LabelledField
        label={
          <>
            {t('place.area')} <span className="soft">{t('place.optional')}</span>
          </>
        }
        help={missing ? t('place.areaFailed') : undefined}
      >
        {({ id, ...names }) => (
          <Select
            {...names}
            id={id}
            allowClear
            loading={loading}
            disabled={missing}
            showSearch={{ optionFilterProp: 'search' }}
            placeholder={t('place.areaPlaceholder')}
            value={street}
            onChange={(areaCode: string | undefined) => patch({ areaCode: areaCode ?? null })}
            options={groups}
          />
        )}
      </LabelledField>
      {cells.length > 0 ? (
        <LabelledField
          label={
            <>
              {t('place.cell')} <span className="soft">{t('place.optional')}</span>
            </>
          }
        >
          {({ id, ...names }) => (
            <Select
              {...names}
              id={id}
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              placeholder={t('place.cellPlaceholder')}
              value={chosen?.kind === 'GRID_CELL' ? chosen.code : undefined}
              onChange={(areaCode: string | undefined) => patch({ areaCode: areaCode ?? street })}
              options={cells.map(({ code, name }) => ({ value: code, label: name }))}
            />
          )}
        </LabelledField>
      ) : null}
      <LabelledField
        label={
          <>
            {t('place.words')} <span className="soft">{t('place.optional')}</span>
          </>
        }
        help={t('place.wordsHelp')}
      >
        {({ id, ...names }) => (
          <Input
            {...names}
            id={id}
            data-field="place"
            maxLength={200}
            autoComplete="street-address"
            value={draft.place}
            onChange={(event) => patch({ place: event.target.value })}
          />
        )}
      </LabelledField>
    </>
  );
}

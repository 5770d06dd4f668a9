import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormItem } from '../../../../common/src/forms/form-schema.js';
import type { FieldError } from '../../../../common/src/forms/validate-form.js';
import { ruleSentence } from '../../lib/error-facts.js';
import type { UploadedFile } from '../attachments/upload-attachment.js';
import { LabelledField } from '../labelled-field.js';
import { FormControl } from './form-control.js';
import type { FormDraft } from './form-values.js';
import './form-fields.css';

export type FieldProblem = Omit<FieldError, 'rule'> & { rule: string };

type FormFieldsProps = {
  /** Hidden ones left out already. */
  items: readonly FormItem[];
  draft: FormDraft;
  problems: Readonly<Record<string, FieldProblem>>;
  disabled: boolean;
  onValue: (key: string, value: unknown) => void;
  onFiles: (key: string, change: (files: UploadedFile[]) => UploadedFile[]) => void;
  onBusy: (key: string, busy: boolean) => void;
};

/** The items of a form-js form as drawn: sixteen columns, groups nested, optional fields marked rather than required ones. */
export function FormFields(props: FormFieldsProps) {
  const { items, draft, problems, disabled, onValue, onFiles, onBusy } = props;
  const { t, i18n } = useTranslation('tasks');
  const english = i18n.language === 'en';
  return (
    <div className="ys-form-grid">
      {items.map((item) => {
        const style = item.columns ? ({ '--ys-span': item.columns } as CSSProperties) : undefined;
        if (item.item === 'LAYOUT') {
          return (
            <div key={item.id} style={style} className={`ys-form-${item.type}`}>
              {item.type === 'separator' ? <hr /> : null}
              {item.type === 'text' ? <p>{english ? item.textEn || item.text : item.text}</p> : null}
              {item.type === 'group' ? (
                <fieldset disabled={disabled}>
                  <legend>{english ? item.labelEn || item.label : item.label}</legend>
                  <FormFields {...props} items={item.items} />
                </fieldset>
              ) : null}
            </div>
          );
        }
        const problem = problems[item.key];
        const label = english ? item.labelEn || item.label : item.label;
        const help = english ? item.descriptionEn || item.description : item.description;
        return (
          <div key={item.id} style={style} data-field={item.key}>
            <LabelledField
              label={
                <>
                  {label}
                  {item.required || disabled ? null : <span className="soft small"> {t('common:word.optional')}</span>}
                </>
              }
              help={help || undefined}
              error={problem ? ruleSentence(problem.rule, t, problem.params.limit) : undefined}
            >
              {(names) => (
                <FormControl
                  field={item}
                  value={draft.values[item.key]}
                  english={english}
                  disabled={disabled}
                  names={names}
                  files={draft.files[item.key] ?? noFiles}
                  onChange={(value) => onValue(item.key, value)}
                  onFiles={(change) => onFiles(item.key, change)}
                  onBusy={(busy) => onBusy(item.key, busy)}
                />
              )}
            </LabelledField>
          </div>
        );
      })}
    </div>
  );
}

const noFiles: UploadedFile[] = [];

import { Modal } from 'antd';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../../ui/kbd.js';
import './keyboard-help.css';

const groups: { title: string; keys: [keys: string[], words: string][] }[] = [
  {
    title: 'everywhere',
    keys: [
      [['Ctrl', 'K'], 'search'],
      [['g', 't'], 'goTasks'],
      [['g', 'i'], 'goIntake'],
      [['g', 'c'], 'goCases'],
      [['g', 'd'], 'goDeadlines'],
      [['g', 's'], 'goSupervision'],
      [['g', 'n'], 'goNotices'],
      [['g', 'a'], 'goAdministration'],
      [['?'], 'help'],
    ],
  },
  {
    title: 'list',
    keys: [
      [['j'], 'next'],
      [['k'], 'previous'],
      [['Enter'], 'open'],
      [['d'], 'reckoning'],
      [['c'], 'claim'],
      [['r'], 'release'],
      [['x'], 'select'],
      [['Shift', 'x'], 'selectRange'],
      [['/'], 'filter'],
      [['n'], 'showNew'],
      [['Esc'], 'close'],
    ],
  },
  {
    title: 'ledger',
    keys: [
      [['j'], 'next'],
      [['k'], 'previous'],
      [['Enter'], 'openCase'],
      [['/'], 'filter'],
      [['n'], 'showChanged'],
    ],
  },
  {
    title: 'desk',
    keys: [
      [['j'], 'next'],
      [['k'], 'previous'],
      [['Enter'], 'openCase'],
      [['x'], 'select'],
      [['/'], 'filter'],
      [['z'], 'undoReminder'],
      [['Esc'], 'clearSelection'],
    ],
  },
  {
    title: 'form',
    keys: [
      [['f'], 'toForm'],
      [['Ctrl', 'Enter'], 'submit'],
    ],
  },
];

/** All keys, on one card. */
export function KeyboardHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={t('keys.title')} width={640}>
      <div className="ys-keys">
        {groups.map((group) => (
          <section key={group.title}>
            <h3>{t(`keys.${group.title}`)}</h3>
            <dl>
              {group.keys.map(([keys, words]) => (
                <Fragment key={words}>
                  <dt>
                    {keys.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </dt>
                  <dd>{t(`keys.${words}`)}</dd>
                </Fragment>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}

import { createRoot } from 'react-dom/client';
import { Application } from './app/application.js';
import { startI18n } from './lib/i18n.js';
import { currentPreferences } from './lib/preferences.js';
import './ui/theme/global.css';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root.');
await startI18n(currentPreferences().language);
createRoot(root).render(<Application />);

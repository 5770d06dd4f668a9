// Lints everything in workflows/ (or in the folder that is named), as `npm run yousu -- lint` and the studio do.
import { findingLine, lintWithPackaged } from './local/lint-packaged.mjs';
import { packagedModels } from './local/packaged-models.mjs';

const findings = await lintWithPackaged(packagedModels(process.argv[2]), []);
for (const finding of findings) process.stdout.write(findingLine(finding));
if (findings.some(({ level }) => level === 'error')) process.exitCode = 1;

import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InvalidInput } from '../errors/app-error.js';
import type { DeployedFile } from './remember-resources.js';

const FOLDERS: [folder: string, suffix: string][] = [
  ['processes', '.bpmn'],
  ['decisions', '.dmn'],
  ['forms', '.form'],
];

/** The packaged model holds user tasks of a kind whose jobs we would never see. */
export class ForeignUserTask extends InvalidInput {
  constructor(path: string) {
    super(
      `${path}: remove "zeebe:userTask" from its user tasks. Yousu works with job-based user tasks; the engine would keep the others to itself.`,
      { [path]: 'zeebeUserTask' },
    );
  }
}

/** Processes, decisions and forms that came with the product; their paths are the engine's resource names. @throws ForeignUserTask */
export async function readPackagedFiles(root: string): Promise<DeployedFile[]> {
  const files: DeployedFile[] = [];
  for (const [folder, suffix] of FOLDERS) {
    const names = (await readdir(join(root, folder))).filter((name) => name.endsWith(suffix)).sort();
    for (const name of names) {
      const bytes = await readFile(join(root, folder, name));
      const path = `${folder}/${name}`;
      const content = bytes.toString('utf8');
      if (suffix === '.bpmn' && /<zeebe:userTask\b/.test(content)) throw new ForeignUserTask(path);
      files.push({ path, content, sha256: createHash('sha256').update(bytes).digest('hex') });
    }
  }
  return files;
}

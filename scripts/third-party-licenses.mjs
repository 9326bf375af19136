import { readdirSync, readFileSync } from 'node:fs';

const LICENSE_FILE = /^(licen[cs]e|copying)(\.(md|txt))?$/i;

/**
 * The licences of all packages that a bundle includes, as their authors want them to go along.
 *
 * @param {string} root the project's folder, with a slash at its end
 * @param {import('esbuild').Metafile} metafile
 */
export function thirdPartyLicenses(root, { outputs }) {
  const folders = new Set();
  for (const { inputs } of Object.values(outputs)) {
    for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
      const [folder] = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? [];
      if (folder !== undefined && bytesInOutput > 0) folders.add(folder);
    }
  }
  const texts = [...folders].sort().map((folder) => licenseOf(`${root}${folder}`));
  return `The files in this folder include the packages below.\n\n${[...new Set(texts)].join('\n')}`;
}

function licenseOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  const file = readdirSync(folder).find((entry) => LICENSE_FILE.test(entry));
  // Some publish none: then what they say of it has to do.
  const text =
    file === undefined ? 'no text was published with it' : readFileSync(`${folder}/${file}`, 'utf8').trim();
  return `${'='.repeat(80)}\n${name} ${version} (${license})\n\n${text}\n`;
}

import type { Diagnostic } from '../diagnostic.ts';
import { fileDiagnostic } from './file-diagnostic.ts';
import type { Manifest } from './manifest-schema.ts';
import { quote } from './quote.ts';
import { parseSeverity } from './severity.ts';

/** What a manifest says that cannot be meant, or that Kestrel would not understand. */
export function manifestWarnings(manifest: Manifest): Diagnostic[] {
  return [...blockWarnings(manifest), ...severityWarnings(manifest)];
}

function blockWarnings({ source, capabilities }: Manifest): Diagnostic[] {
  if (capabilities.requires_block !== true || capabilities.supports_inline !== false) return [];
  const message = '"requires_block" is true, but the rule does not run inline ("supports_inline" is false)';
  const advice = 'Only a rule that runs inline can block: correct one of the two.';
  return [fileDiagnostic(source, { severity: 'warning', code: 'manifest-block', message, advice })];
}

/** Kestrel's packs write "High", its defaults "medium"; "HIGH" and "Info" are understood here only. */
function severityWarnings({ source, writtenSeverity: written }: Manifest): Diagnostic[] {
  const severity = parseSeverity(written ?? '');
  if (severity === undefined) return [];
  const capitalised = severity.charAt(0).toUpperCase() + severity.slice(1);
  if (written === severity || written === capitalised) return [];
  const message = `the severity ${quote(written ?? '')} is not spelt as Kestrel spells it`;
  const advice = `Write "${capitalised}".`;
  return [fileDiagnostic(source, { severity: 'warning', code: 'manifest-severity', message, advice })];
}

import { pathText, type Finding, type FindingCode, type Path } from '../language/finding';
import { MAX_FINDINGS } from '../language/limits';
import type { ReadDocument } from './read-document';

/** One finding before its place is known. */
export interface Fault {
  code: FindingCode;
  path: Path;
  message: string;
  help?: string;
  didYouMean?: string;
  /** Points at the key instead of the value. */
  on?: 'key';
  severity?: 'warning';
}

/** Gathers what is wrong with a document and gives it out in order of place. */
export class FaultList {
  private readonly found: { finding: Finding; order: number }[] = [];

  constructor(private readonly document: ReadDocument) {}

  /** True while no error was added; warnings do not count. */
  get isClean(): boolean {
    return this.found.every(({ finding }) => finding.severity === 'warning');
  }

  /** Takes down one fault. */
  add({ code, path, message, help, didYouMean, on, severity }: Fault): void {
    if (this.found.length >= MAX_FINDINGS) return;
    const { order, line, column } = this.document.locate(path, on ?? 'value');
    const finding: Finding = {
      code,
      severity: severity ?? 'error',
      path: pathText(path),
      line,
      column,
      message,
      help,
      didYouMean,
    };
    this.found.push({ finding: withoutUndefined(finding), order });
  }

  /** All findings, errors and warnings, as they stand in the document. */
  inOrder(): Finding[] {
    return this.found
      .map((entry, index) => ({ ...entry, index }))
      .sort((a, b) => a.order - b.order || a.index - b.index)
      .map(({ finding }) => finding);
  }
}

function withoutUndefined(finding: Finding): Finding {
  const { line, column, help, didYouMean, ...rest } = finding;
  return {
    ...rest,
    ...(line === undefined ? {} : { line, column }),
    ...(help === undefined ? {} : { help }),
    ...(didYouMean === undefined ? {} : { didYouMean }),
  };
}

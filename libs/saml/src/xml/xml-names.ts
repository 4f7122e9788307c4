/** A qualified name, split at its colon; `prefix` is empty when there is none. */
export interface QualifiedName {
  /** As it is written, each byte as one character. */
  raw: string;
  prefix: string;
  local: string;
}

const START =
  'A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}';
/** Names without a colon, as Namespaces in XML 1.0 (third edition) builds them from XML 1.0 (fifth edition), 2.3. */
const NCNAME = new RegExp(`^[${START}][${START}\\-.0-9\\u00B7\\u0300-\\u036F\\u203F\\u2040]*$`, 'u');

/** More distinct names than any vocabulary has; what comes beyond is read anew each time. */
const MAX_KNOWN = 2_048;

/** Splits and checks names, and remembers them: a document repeats few names many times. */
export class XmlNames {
  private readonly known = new Map<string, QualifiedName>();

  /**
   * @param raw the bytes of the name, each as one character
   * @returns undefined when it is no qualified name (Namespaces in XML, 4)
   */
  read(raw: string): QualifiedName | undefined {
    const known = this.known.get(raw);
    if (known) return known;
    const bytes = Buffer.from(raw, 'latin1');
    const [first = '', second, more] = bytes.toString('utf8').split(':');
    if (more !== undefined || !NCNAME.test(first) || (second !== undefined && !NCNAME.test(second))) {
      return undefined;
    }
    // A copy: a part of a longer text would keep all of that text in memory.
    const copy = bytes.toString('latin1');
    const name =
      second === undefined
        ? { raw: copy, prefix: '', local: first }
        : { raw: copy, prefix: first, local: second };
    if (this.known.size < MAX_KNOWN) this.known.set(copy, name);
    return name;
  }
}

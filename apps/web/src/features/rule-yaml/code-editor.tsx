import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, indentWithTab } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, HighlightStyle, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import {
  Annotation,
  Compartment,
  EditorState,
  RangeSetBuilder,
  StateEffect,
  StateField,
} from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  EditorView,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useRef } from 'react';
import { difference } from './difference';
import { suggestAt, type NamesOf } from './suggest-at';

export interface CodeEditorProps {
  text: string;
  label: string;
  describedBy?: string;
  readOnly: boolean;
  /** Under which style elements may be added. */
  nonce: string;
  diagnostics: readonly Diagnostic[];
  /** Offsets of the part that is worked on in the form. */
  lit: { from: number; to: number } | undefined;
  /** Where the cursor is to be put; each wish is a new object. */
  goTo: { from: number } | undefined;
  namesOf: NamesOf;
  onChange: (text: string) => void;
  onLeave: () => void;
  onUndo: () => void;
  onRedo: () => void;
  onSave: () => void;
}

/** Marks what came from outside, so that it is not told again. */
const FromOutside = Annotation.define<boolean>();

/** A text editor for YAML that has no history and no text of its own: both are the rule's. */
export default function CodeEditor(props: CodeEditorProps) {
  const { text, diagnostics, lit, readOnly, goTo } = props;
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    if (!host.current) return;
    const { nonce, label, describedBy } = latest.current;
    const act = (step: 'onUndo' | 'onRedo' | 'onSave') => () => {
      latest.current[step]();
      return true;
    };
    const made = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: latest.current.text,
        extensions: [
          EditorView.cspNonce.of(nonce),
          EditorView.lineWrapping,
          lineNumbers(),
          lintGutter(),
          drawSelection(),
          bracketMatching(),
          closeBrackets(),
          yaml(),
          indentUnit.of('  '),
          syntaxHighlighting(COLOURS),
          LOOKS,
          litLines,
          writable.of(EditorState.readOnly.of(latest.current.readOnly)),
          EditorView.contentAttributes.of({
            'aria-label': label,
            ...(describedBy ? { 'aria-describedby': describedBy } : {}),
          }),
          autocompletion({
            icons: false,
            override: [
              ({ state, pos, explicit }) => {
                const found = suggestAt(state.doc.toString(), pos, latest.current.namesOf);
                if (!found || (!explicit && found.from === pos)) return null;
                return { from: found.from, options: found.options, validFor: /^[\w.-]*$/ };
              },
            ],
          }),
          keymap.of([
            { key: 'Mod-z', run: act('onUndo'), preventDefault: true },
            { key: 'Mod-y', mac: 'Mod-Shift-z', run: act('onRedo'), preventDefault: true },
            { key: 'Mod-Shift-z', run: act('onRedo'), preventDefault: true },
            { key: 'Mod-s', run: act('onSave'), preventDefault: true },
            ...closeBracketsKeymap,
            ...completionKeymap,
            ...lintKeymap,
            indentWithTab,
            ...defaultKeymap,
          ]),
          EditorView.domEventHandlers({
            beforeinput(event) {
              if (event.inputType !== 'historyUndo' && event.inputType !== 'historyRedo') return false;
              event.preventDefault();
              return act(event.inputType === 'historyUndo' ? 'onUndo' : 'onRedo')();
            },
            blur: () => latest.current.onLeave(),
          }),
          EditorView.updateListener.of((update) => {
            if (!update.docChanged || update.transactions.some((one) => one.annotation(FromOutside))) return;
            latest.current.onChange(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = made;
    return () => {
      made.destroy();
      view.current = undefined;
    };
  }, []);

  useEffect(() => {
    const change = view.current && difference(view.current.state.doc.toString(), text);
    if (change) view.current?.dispatch({ changes: change, annotations: FromOutside.of(true) });
  }, [text]);
  useEffect(() => {
    if (!view.current) return;
    const end = view.current.state.doc.length;
    const inside = diagnostics.filter(({ to }) => to <= end);
    view.current.dispatch(setDiagnostics(view.current.state, inside));
  }, [diagnostics, text]);
  useEffect(() => {
    view.current?.dispatch({ effects: lightLines.of(lit) });
  }, [lit, text]);
  useEffect(() => {
    view.current?.dispatch({ effects: writable.reconfigure(EditorState.readOnly.of(readOnly)) });
  }, [readOnly]);
  useEffect(() => {
    const made = view.current;
    if (!goTo || !made) return;
    const at = Math.min(goTo.from, made.state.doc.length);
    made.dispatch({ selection: { anchor: at }, scrollIntoView: true });
    made.focus();
  }, [goTo]);

  return <div ref={host} data-testid="yaml" />;
}

const writable = new Compartment();

const lightLines = StateEffect.define<{ from: number; to: number } | undefined>();
const litLine = Decoration.line({ class: 'vl-lit' });
const litLines = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(lines, { effects, changes, state }) {
    let next = lines.map(changes);
    for (const effect of effects) {
      if (!effect.is(lightLines)) continue;
      const builder = new RangeSetBuilder<Decoration>();
      if (effect.value) {
        const first = state.doc.lineAt(Math.min(effect.value.from, state.doc.length)).number;
        const last = state.doc.lineAt(Math.min(effect.value.to, state.doc.length)).number;
        for (let line = first; line <= last; line++) {
          const { from } = state.doc.line(line);
          builder.add(from, from, litLine);
        }
      }
      next = builder.finish();
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

const COLOURS = HighlightStyle.define([
  { tag: tags.definition(tags.propertyName), color: 'var(--vl-accent-text)' },
  { tag: [tags.string, tags.special(tags.string), tags.content], color: 'var(--vl-ok-text)' },
  { tag: tags.lineComment, color: 'var(--vl-ink-3)' },
  { tag: [tags.bool, tags.number, tags.null], color: 'var(--vl-ink)' },
]);

const LOOKS = EditorView.theme({
  '&': { backgroundColor: 'transparent', color: 'var(--vl-ink)', fontSize: '0.75rem' },
  '&.cm-focused': { outline: '2px solid var(--vl-accent-text)', outlineOffset: '-2px' },
  '.cm-scroller': { fontFamily: 'var(--vl-mono)', lineHeight: '1.667' },
  '.cm-content': { padding: '10px 0', caretColor: 'var(--vl-ink)' },
  '.cm-cursor': { borderLeftColor: 'var(--vl-ink)' },
  '.cm-gutters': {
    backgroundColor: 'transparent',
    color: 'var(--vl-ink-3)',
    border: '0',
    paddingLeft: '4px',
  },
  '.cm-gutter-lint': { width: '16px' },
  '.cm-gutter-lint .cm-gutterElement': { padding: '2px' },
  '.vl-lit': { backgroundColor: 'var(--vl-accent-soft)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--vl-accent-line)',
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--vl-raised)',
    color: 'var(--vl-ink)',
    border: '1px solid var(--vl-line)',
    borderRadius: 'var(--vl-radius)',
    boxShadow: 'var(--vl-float)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--vl-mono)', maxHeight: '16em' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '4px 9px', lineHeight: '1.5' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--vl-accent)',
    color: 'var(--vl-on-accent)',
  },
  '.cm-completionDetail': { fontStyle: 'normal', opacity: '0.85' },
  '.cm-completionInfo': { padding: '6px 9px', maxWidth: '260px' },
  '.cm-diagnostic': { padding: '4px 9px', fontSize: '0.8125rem' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--vl-bad)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--vl-hold)' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--vl-hover)' },
});

import { act } from '@testing-library/react';
import { EditorView } from '@codemirror/view';

// The DOM of specs has no layout; the editor measures its text.
Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
Range.prototype.getBoundingClientRect = () => new DOMRect();

/** Writes a whole text into the YAML editor, as typing it would. */
export async function type(editor: HTMLElement, text: string): Promise<void> {
  const content = editor.querySelector<HTMLElement>('.cm-editor');
  const view = content && EditorView.findFromDOM(content);
  if (!view) throw new Error('no editor');
  await act(async () => {
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, userEvent: 'input.type' });
    await Promise.resolve();
  });
}

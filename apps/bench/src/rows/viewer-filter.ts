import { ClientMessageFilter } from '@virlab/rfb';
import type { Row } from '../row';
import { millisecondsEach } from '../run-row';

const EVENTS = 20_000;
const POINTER_EVENT = Buffer.from([5, 0, 0, 16, 0, 32]);
const events = Array.from({ length: EVENTS }, () => Buffer.from(POINTER_EVENT));

/** A hand that moves a mouse as fast as it can, through the filter of what a viewer may send. */
export const viewerFilter: Row = {
  id: 'console-viewer-filter',
  what: `filter ${EVENTS} pointer events of a viewer`,
  unit: 'ms',
  yardstick: 'the same buffers copied',
  aim: 50,
  async measure() {
    return {
      value: await millisecondsEach(1, () => {
        const filter = new ClientMessageFilter('control');
        for (const event of events) filter.push(event);
      }),
      yardstick: await millisecondsEach(1, () => Buffer.concat(events.map((event) => Buffer.from(event)))),
    };
  },
};

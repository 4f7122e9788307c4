import type { MetadataFault } from '@virlab/contracts';
import { Note, StateGlyph } from '@virlab/ui';
import { useTexts } from '../../texts/texts-provider';

/** Why what was found could not be used as it is; nothing when it could. */
export function FoundFaults({ faults }: { faults: readonly MetadataFault[] }) {
  const { adding: texts } = useTexts().staff.federation;
  if (faults.length === 0) return null;
  return (
    <Note tone="hold" icon={<StateGlyph shape="failed" plain />}>
      <p>
        <b>{texts.faults}</b>
      </p>
      <ul>
        {faults.map(({ code, detail }) => (
          <li key={code}>
            <code>{code}</code> {detail}
          </li>
        ))}
      </ul>
    </Note>
  );
}

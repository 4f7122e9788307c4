import type { HostCheck, HostFault } from '@virlab/contracts';
import { TextInput } from '@mantine/core';
import { useTexts } from '../../texts/texts-provider';
import type { HostDraft } from './host-draft';
import classes from './host-form.module.css';

const ORDER: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error'];

export interface HostFieldsProps {
  draft: HostDraft;
  /** What the server says of what was typed last; undefined before it did. */
  check: HostCheck | undefined;
  /** Faults of empty fields are told only once somebody wanted to go on. */
  isTold: boolean;
  onChange: (changes: Partial<HostDraft>) => void;
}

/** Where a host is: its URI and folders, each with its fault while it is typed. */
export function PlaceFields({ draft, check, isTold, onChange }: HostFieldsProps) {
  const { adding: texts } = useTexts().staff.hosts;
  const faultOf = (field: HostFault['field'], typed: string) => {
    if (typed === '' && !isTold) return undefined;
    if (field === 'uri' && typed === '') return texts.faults.missing;
    const fault = check?.faults.find((one) => one.field === field);
    return fault ? texts.faults[fault.code] : undefined;
  };
  const uriFault = faultOf('uri', draft.uri);
  return (
    <>
      <TextInput
        className={classes.mono}
        label={texts.uri}
        description={check?.driver && !uriFault ? texts.sound(texts.drivers[check.driver]) : texts.uriHint}
        inputWrapperOrder={ORDER}
        value={draft.uri}
        error={uriFault}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange({ uri: event.currentTarget.value })}
      />
      {check?.needsFolders === false ? null : (
        <>
          <TextInput
            className={classes.mono}
            label={texts.images}
            description={texts.imagesHint}
            inputWrapperOrder={ORDER}
            value={draft.imagesDirectory}
            error={faultOf('imagesDirectory', draft.imagesDirectory)}
            spellCheck={false}
            onChange={(event) => onChange({ imagesDirectory: event.currentTarget.value })}
          />
          <TextInput
            className={classes.mono}
            label={texts.sockets}
            description={texts.socketsHint}
            inputWrapperOrder={ORDER}
            value={draft.socketsDirectory}
            error={faultOf('socketsDirectory', draft.socketsDirectory)}
            spellCheck={false}
            onChange={(event) => onChange({ socketsDirectory: event.currentTarget.value })}
          />
        </>
      )}
    </>
  );
}

/** What a host gives to machines. */
export function OfferFields({
  draft,
  isWrong,
  onChange,
}: {
  draft: HostDraft;
  isWrong: boolean;
  onChange: (changes: Partial<HostDraft>) => void;
}) {
  const { adding: texts } = useTexts().staff.hosts;
  return (
    <div className={classes.pair}>
      <TextInput
        label={texts.offerMemory}
        description={texts.offerMemoryHint}
        inputWrapperOrder={ORDER}
        inputMode="decimal"
        value={draft.memoryGiB}
        error={isWrong ? texts.offerFault : undefined}
        onChange={(event) => onChange({ memoryGiB: event.currentTarget.value })}
      />
      <TextInput
        label={texts.offerCpus}
        description={texts.offerCpusHint}
        inputWrapperOrder={ORDER}
        inputMode="numeric"
        value={draft.vcpus}
        error={isWrong ? texts.offerFault : undefined}
        onChange={(event) => onChange({ vcpus: event.currentTarget.value })}
      />
    </div>
  );
}

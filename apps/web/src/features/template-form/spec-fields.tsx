import type { Image, TemplateSpec } from '@virlab/contracts';
import { NumberInput, Select, TextInput } from '@mantine/core';
import { useTexts } from '../../texts/texts-provider';
import classes from './template-form.module.css';

/** What somebody has typed of what machines are made of; empty where they typed nothing. */
export interface TypedSpec {
  image: string;
  memoryMiB: number | string;
  vcpus: number | string;
  diskGiB: number | string;
  readyLine: string;
  display: TemplateSpec['display'];
}

/** What a form begins with where nothing was before. */
export const NEW_SPEC: TypedSpec = {
  image: '',
  memoryMiB: 1_024,
  vcpus: 1,
  diskGiB: '',
  readyLine: '',
  display: 'vga',
};

/** What was typed, as the API takes it; null while something is missing. */
export function specOf(typed: TypedSpec): TemplateSpec | null {
  const { image, memoryMiB, vcpus, diskGiB, readyLine, display } = typed;
  if (image === '' || typeof memoryMiB !== 'number' || typeof vcpus !== 'number') return null;
  const disk = typeof diskGiB === 'number' ? diskGiB : null;
  return { image, memoryMiB, vcpus, diskGiB: disk, readyLine: readyLine.trim() || null, display };
}

export interface SpecFieldsProps {
  typed: TypedSpec;
  /** Those that passed their checks are offered. */
  images: readonly Image[];
  isTried: boolean;
  onChange: (typed: TypedSpec) => void;
}

/** Image, memory, processors, disk, display and ready line. */
export function SpecFields({ typed, images, isTried, onChange }: SpecFieldsProps) {
  const { template: texts } = useTexts().staff.pools;
  const change = (more: Partial<TypedSpec>) => onChange({ ...typed, ...more });
  const ready = images.flatMap(({ path, state }) => (path && state === 'ready' ? [path] : []));
  const offered = typed.image && !ready.includes(typed.image) ? [typed.image, ...ready] : ready;
  const missing = (is: boolean) => (isTried && is ? texts.missing : undefined);
  return (
    <>
      <Select
        label={texts.image}
        required
        data={offered}
        value={typed.image || null}
        error={missing(typed.image === '')}
        onChange={(image) => change({ image: image ?? '' })}
      />
      <div className={classes.pair}>
        <NumberInput
          label={texts.memory}
          required
          min={16}
          max={1_048_576}
          allowDecimal={false}
          value={typed.memoryMiB}
          error={missing(typeof typed.memoryMiB !== 'number')}
          onChange={(memoryMiB) => change({ memoryMiB })}
        />
        <NumberInput
          label={texts.vcpus}
          required
          min={1}
          max={255}
          allowDecimal={false}
          value={typed.vcpus}
          error={missing(typeof typed.vcpus !== 'number')}
          onChange={(vcpus) => change({ vcpus })}
        />
        <NumberInput
          label={texts.disk}
          description={texts.diskHint}
          min={1}
          max={16_384}
          allowDecimal={false}
          value={typed.diskGiB}
          onChange={(diskGiB) => change({ diskGiB })}
        />
        <Select
          label={texts.display}
          data={[
            { value: 'vga', label: texts.displays.vga },
            { value: 'virtio', label: texts.displays.virtio },
          ]}
          value={typed.display}
          allowDeselect={false}
          onChange={(display) => change({ display: display === 'virtio' ? 'virtio' : 'vga' })}
        />
      </div>
      <TextInput
        label={texts.readyLine}
        description={texts.readyLineHint}
        maxLength={128}
        value={typed.readyLine}
        onChange={(event) => change({ readyLine: event.currentTarget.value })}
      />
    </>
  );
}

import type { Machine, ScreenSize } from '@virlab/contracts';
import { Thumbnail } from '@virlab/ui';
import type { ReactNode } from 'react';
import { useInView } from './use-in-view';
import { usePicture } from './use-picture';

export interface ScreenPictureProps {
  machine: Pick<Machine, 'id' | 'activation' | 'hasScreen'>;
  size: ScreenSize;
  /** Changes when a new picture is wanted; it is asked for only while it is in view. */
  tick: number;
  alt: string;
  dimmed?: boolean;
  hint?: string | undefined;
  /** Words in the frame while there is no picture. */
  children?: ReactNode;
}

/** The screen of a machine as a picture. */
export function ScreenPicture({ machine, size, tick, children, ...rest }: ScreenPictureProps) {
  const { ref, isInView } = useInView<HTMLSpanElement>();
  const { id, activation, hasScreen } = machine;
  const src = usePicture(hasScreen ? id : undefined, activation, { size, tick, isSeen: isInView });
  return (
    <Thumbnail ref={ref} src={hasScreen ? src : undefined} {...rest}>
      {children}
    </Thumbnail>
  );
}

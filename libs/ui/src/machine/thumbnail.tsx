import { type ReactNode, type Ref, useState } from 'react';
import classes from './thumbnail.module.css';

export interface ThumbnailProps {
  /** Address of the last picture; without it `children` say why there is none. */
  src?: string | undefined;
  /** Name and state of the machine; never guessed contents. */
  alt: string;
  /** Grey and dark: the machine does not run, this is its last picture. */
  dimmed?: boolean;
  /** Shown on hover: how old the picture is. */
  hint?: string | undefined;
  /** Words in the frame when there is no picture. */
  children?: ReactNode;
  /** The frame, for who watches whether it is in view. */
  ref?: Ref<HTMLSpanElement>;
}

/** The screen of a machine as a picture, 16:10, on the stage colour. */
export function Thumbnail({ src, alt, dimmed = false, hint, children, ref }: ThumbnailProps) {
  const [broken, setBroken] = useState<string>();
  const shown = src !== undefined && broken !== src;
  return (
    <span ref={ref} className={classes.frame} data-dimmed={dimmed} title={hint}>
      {shown ? (
        <img
          className={classes.picture}
          src={src}
          alt={alt}
          onError={() => setBroken(src)}
          draggable={false}
        />
      ) : (
        <span className={classes.over} role="img" aria-label={alt}>
          <span aria-hidden="true">{children}</span>
        </span>
      )}
    </span>
  );
}

/** The dashed frame of what cannot be opened, with a glyph instead of a picture. */
export function EmptyFrame({ children }: { children: ReactNode }) {
  return <span className={classes.empty}>{children}</span>;
}

import type { DryRun, FlowMove } from '@virlab/contracts';
import { useMemo } from 'react';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import { FLOW_WIDTH, type FlowNode, LEFT_EDGE, layOutFlow, RIGHT_EDGE } from './flow-layout';
import classes from './policy-dry-run.module.css';

/** Width of a bar, and its distance from the bands. */
const BAR = 8;
const AIR = 2;

export interface FlowPictureProps {
  run: DryRun;
  chosen: { from: string; to: string };
  titleOf: (ref: string) => string;
  onChoose: (move: FlowMove) => void;
  onGlance: (band: { from: string; to: string } | undefined) => void;
}

/** Rights now at the left, if published at the right. Every band that moves is a button; counts and signs are written. */
export function FlowPicture({ run, chosen, titleOf, onChoose, onGlance }: FlowPictureProps) {
  const { flow: texts } = useTexts().staff.dryRun;
  const format = useFormat();
  const { before, after, bands, height } = useMemo(() => layOutFlow(run.flow), [run.flow]);
  const wordsOf = ({ from, to, people }: FlowMove) => {
    const count = texts.people(format.number(people), people === 1);
    return from === to ? texts.keep(count, titleOf(from)) : texts.band(count, titleOf(from), titleOf(to));
  };
  return (
    <svg
      className={classes.flow}
      viewBox={`0 0 ${FLOW_WIDTH} ${height}`}
      role="group"
      aria-label={texts.label(format.number(run.against))}
    >
      {bands.map((band) => {
        const key = `${band.from} ${band.to} ${band.what}`;
        if (band.what === 'same') return <path key={key} className={classes.still} d={band.path} />;
        return (
          <path
            key={key}
            className={classes.band}
            data-what={band.what}
            d={band.path}
            role="button"
            tabIndex={0}
            aria-label={wordsOf(band)}
            aria-pressed={chosen.from === band.from && chosen.to === band.to}
            onClick={() => onChoose(band)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' && event.key !== ' ') return;
              event.preventDefault();
              onChoose(band);
            }}
            onMouseEnter={() => onGlance(band)}
            onMouseLeave={() => onGlance(undefined)}
            onFocus={() => onGlance(band)}
            onBlur={() => onGlance(undefined)}
          >
            <title>{wordsOf(band)}</title>
          </path>
        );
      })}
      {before.map((node) => (
        <Right key={node.ref} node={node} title={titleOf(node.ref)} side="left" />
      ))}
      {after.map((node) => (
        <Right key={node.ref} node={node} title={titleOf(node.ref)} side="right" />
      ))}
    </svg>
  );
}

function Right({ node, title, side }: { node: FlowNode; title: string; side: 'left' | 'right' }) {
  const { flow: texts } = useTexts().staff.dryRun;
  const format = useFormat();
  const isLeft = side === 'left';
  const x = isLeft ? LEFT_EDGE - AIR - BAR : RIGHT_EDGE + AIR;
  const at = { x: isLeft ? x - 10 : x + BAR + 10, textAnchor: isLeft ? 'end' : 'start' } as const;
  const { people, delta, changed, labelY } = node;
  return (
    <g>
      <rect
        className={classes.node}
        x={x}
        y={node.y}
        width={BAR}
        height={Math.max(1, node.height)}
        rx={Math.min(2, node.height / 2)}
      />
      <text className={classes.name} {...at} y={labelY - 3}>
        {shorten(title)}
        <title>{title}</title>
      </text>
      <text className={classes.count} {...at} y={labelY + 13}>
        {texts.people(format.number(people), people === 1)}
        {!isLeft && delta !== 0 && node.ref !== 'none' ? (
          <tspan className={classes.delta} data-what={delta > 0 ? 'gain' : 'lose'}>
            , {delta > 0 ? '+' : '−'}
            {format.number(Math.abs(delta))}
          </tspan>
        ) : null}
        {!isLeft && changed > 0 ? (
          <tspan className={classes.delta} data-what="change">
            , {texts.changed(format.number(changed))}
          </tspan>
        ) : null}
      </text>
    </g>
  );
}

/** SVG does not wrap; the whole name is its title. */
function shorten(title: string): string {
  return title.length <= 25 ? title : `${title.slice(0, 24).trimEnd()}…`;
}

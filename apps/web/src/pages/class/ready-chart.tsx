import type { Readiness } from '@virlab/contracts';
import { Card } from '@virlab/ui';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import classes from './lessons.module.css';

const WIDTH = 720;
const HEIGHT = 220;
const LEFT = 40;
const RIGHT = 700;
const TOP = 24;
const BOTTOM = 190;
const LEAD_MS = 5 * 60_000;

/** How many were ready at each moment, the bell as a line, and dashed what is expected as starts usually go. */
export function ReadyChart({ readiness }: { readiness: Readiness }) {
  const texts = useTexts().staff.class.lessons;
  const format = useFormat();
  const { at, lesson, counts, readySince, expectedReady, begunAt } = readiness;
  if (!lesson || counts.all === 0) return null;
  const now = Date.parse(at);
  const bell = Date.parse(lesson.from);
  const start = Math.min(now, Date.parse(begunAt ?? readySince[0] ?? at)) - LEAD_MS;
  const end = Math.max(bell, now) + LEAD_MS;
  const x = (moment: number) =>
    LEFT + ((RIGHT - LEFT) * (Math.min(end, Math.max(start, moment)) - start)) / (end - start);
  const y = (count: number) => BOTTOM - ((BOTTOM - TOP) * count) / counts.all;
  const past = readySince.map((moment, index) => `H${x(Date.parse(moment))}V${y(index + 1)}`).join('');
  const line = `M${x(start)} ${y(0)}${past}H${x(now)}`;
  const coming = expectedReady
    .filter((moment) => Date.parse(moment) <= end)
    .map((moment, index) => `H${x(Date.parse(moment))}V${y(counts.ready + index + 1)}`)
    .join('');
  const marks = [...new Set([0, Math.round(counts.all / 2), counts.all])];
  return (
    <Card title={texts.overTime} aside={<span className="vl-small vl-muted">{texts.dashed}</span>}>
      <svg
        className={classes.chart}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={texts.chart(format.number(counts.ready), format.number(counts.all))}
      >
        {marks.map((count) => (
          <g key={count}>
            <line className={classes.grid} x1={LEFT} x2={RIGHT} y1={y(count)} y2={y(count)} />
            <text className={classes.mark} x={LEFT - 8} y={y(count) + 4} textAnchor="end">
              {format.number(count)}
            </text>
          </g>
        ))}
        <path className={classes.area} d={`${line}V${BOTTOM}H${x(start)}Z`} />
        <path className={classes.line} d={line} />
        <path
          className={classes.dashed}
          d={`M${x(now)} ${y(counts.ready)}${coming}H${x(Math.max(bell, now))}`}
        />
        <circle className={classes.dot} cx={x(now)} cy={y(counts.ready)} r="5" />
        <text className={classes.nowMark} x={x(now) - 8} y={y(counts.ready) - 8} textAnchor="end">
          {texts.nowMark(format.number(counts.ready))}
        </text>
        <line className={classes.bellLine} x1={x(bell)} x2={x(bell)} y1={TOP - 14} y2={BOTTOM} />
        <text className={classes.nowMark} x={x(bell) - 6} y={TOP - 4} textAnchor="end">
          {texts.bell(format.time(lesson.from))}
        </text>
        {[start, (start + end) / 2, end].map((moment) => (
          <text key={moment} className={classes.mark} x={x(moment)} y={BOTTOM + 20} textAnchor="middle">
            {format.time(moment)}
          </text>
        ))}
      </svg>
    </Card>
  );
}

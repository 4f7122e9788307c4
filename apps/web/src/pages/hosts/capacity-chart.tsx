import type { Capacity, CapacityResource, CapacitySeries } from '@virlab/contracts';
import { useFormat } from '../../shell/session-context';
import { useTexts } from '../../texts/texts-provider';
import { amountOf, chartOf, FRAME } from './chart-geometry';
import classes from './capacity.module.css';

/** Lessons of coming days upon each other, below the line of what the hosts have. A picture: its table says the same. */
export function CapacityChart({ capacity, resource }: { capacity: Capacity; resource: CapacitySeries }) {
  const { capacity: texts } = useTexts().staff.hosts;
  const format = useFormat();
  const chart = chartOf(capacity, resource);
  const codes = new Map(capacity.lessons.map(({ id, code }) => [id, code]));
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={texts.planned[resource]}>
      <svg className={classes.chart} viewBox={`0 0 ${FRAME.width} ${FRAME.height}`} aria-hidden="true">
        {chart.ticks.map(({ value, y }) => (
          <g key={value}>
            <path className={classes.axis} d={`M${FRAME.left} ${y}H${FRAME.right}`} />
            <text x={FRAME.left - 8} y={y + 4} textAnchor="end">
              {format.number(value)}
            </text>
          </g>
        ))}
        {chart.days.map(({ date, from, x, width, hours }, index) => (
          <g key={date}>
            <text className={classes.strong} x={x} y={14}>
              {index === 0 ? texts.today(dayOf(from, format)) : dayOf(from, format)}
            </text>
            {hours.map(({ hour, x: at }) => (
              <text
                key={hour}
                x={at}
                y={FRAME.height - 12}
                textAnchor={at === x ? 'start' : at >= x + width - 1 ? 'end' : 'middle'}
              >
                {`${String(hour).padStart(2, '0')}:00`}
              </text>
            ))}
          </g>
        ))}
        {chart.blocks.map(({ lessonId, colour, path, label }) => (
          <g key={`${lessonId} ${path}`}>
            <path className={classes.block} data-colour={colour} d={path} />
            {label ? (
              <text className={classes.code} x={label.x} y={label.y} textAnchor="middle">
                {codes.get(lessonId)}
              </text>
            ) : null}
          </g>
        ))}
        {chart.shortfalls.map((place) => (
          <rect key={place.x} className={classes.short} {...place} />
        ))}
        {chart.capacity.map((path) => (path ? <path key={path} className={classes.have} d={path} /> : null))}
        {capacity.findings
          .filter((finding) => finding.resource === resource)
          .map(({ resource: of, from, to, short }) => {
            const x = chart.xOf(to) ?? chart.xOf(from);
            const worst = Math.max(
              ...capacity.steps
                .filter((step) => step.from >= from && step.to <= to)
                .map(({ need }) => amountOf(need, resource)),
            );
            const isAtEdge = (x ?? 0) > FRAME.right - 110;
            return x === null ? null : (
              <text
                key={from}
                className={classes.shortWord}
                x={isAtEdge ? x - 110 : x + 5}
                y={chart.yOf(worst) + (isAtEdge ? -4 : 12)}
              >
                {texts.short[of](shortOf(short, of, format))}
              </text>
            );
          })}
        {chart.nowX === undefined ? null : (
          <>
            <path className={classes.now} d={`M${chart.nowX} 26V${FRAME.bottom}`} />
            <text className={classes.nowWord} x={chart.nowX + 5} y={34}>
              {texts.now}
            </text>
          </>
        )}
      </svg>
    </div>
  );
}

type Format = ReturnType<typeof useFormat>;

function dayOf(from: string, format: Format): string {
  return format.weekday(from);
}

/** MiB as GiB, processors as they are. */
export function shortOf(short: number, resource: CapacityResource, format: Format): string {
  return format.number(resource === 'memory' ? Math.ceil(short / 1024) : short);
}

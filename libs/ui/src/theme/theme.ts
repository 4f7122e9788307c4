import {
  ActionIcon,
  Button,
  Checkbox,
  createTheme,
  type CSSVariablesResolver,
  Input,
  Menu,
  Modal,
  Popover,
  SegmentedControl,
  Skeleton,
  Table,
  Tabs,
  Tooltip,
} from '@mantine/core';
import looks from './controls.module.css';
import { tokenVariables } from './tokens';

const controlHeight = (size: string | undefined): string => {
  if (size === 'xs') return 'var(--vl-control-small)';
  return size === 'lg' ? '2.75rem' : 'var(--vl-control)';
};

const buttonText: Record<string, string> = { xs: '0.8125rem', lg: '0.9375rem' };
const buttonPadding: Record<string, string> = { xs: '9px', lg: '18px' };
const field = {
  input: looks.field,
  label: looks.fieldLabel,
  description: looks.fieldHint,
  error: looks.fieldHint,
};

/**
 * The Mantine theme of the product. Sizes of controls: `xs` is the small button of tables and bars, `sm` (default)
 * follows the density of the page, `lg` is the one big step. Variants of buttons: `filled` once a page, `default`,
 * `subtle`, and `danger` for what destroys.
 */
export const theme = createTheme({
  primaryColor: 'azul',
  primaryShade: { light: 7, dark: 6 },
  white: '#ffffff',
  black: '#191d26',
  autoContrast: false,
  colors: {
    azul: [
      '#f2f6fe',
      '#e2ebff',
      '#c8d9fe',
      '#a4c0ff',
      '#7aa1ff',
      '#517ef9',
      '#3a64e4',
      '#2247d1',
      '#1a38a6',
      '#13296c',
    ],
    gray: [
      '#f6f7f9',
      '#f1f2f5',
      '#e1e3e7',
      '#d3d6db',
      '#888c95',
      '#646972',
      '#525760',
      '#3d424b',
      '#2b3039',
      '#191d26',
    ],
    dark: [
      '#edeef2',
      '#cfd1d6',
      '#acb0b7',
      '#9498a1',
      '#272b34',
      '#1e222a',
      '#1a1e25',
      '#0c0e14',
      '#07090e',
      '#040509',
    ],
  },
  fontFamily: "'Atkinson Hyperlegible Next Variable', system-ui, sans-serif",
  fontFamilyMonospace: "'Atkinson Hyperlegible Mono Variable', ui-monospace, monospace",
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  lineHeights: { xs: '1.334', sm: '1.385', md: '1.429', lg: '1.5', xl: '1.334' },
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.625rem', lineHeight: '1.23' },
      h2: { fontSize: '1.125rem', lineHeight: '1.334' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.334' },
    },
  },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  radius: { xs: '4px', sm: '6px', md: '10px', lg: '14px', xl: '999px' },
  defaultRadius: 'sm',
  breakpoints: { xs: '40em', sm: '56.25em', md: '73.75em', lg: '90em', xl: '112.5em' },
  shadows: { md: '0 1px 2px rgb(10 14 25/.08), 0 8px 28px -6px rgb(10 14 25/.22)' },
  focusRing: 'auto',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({
      defaultProps: { variant: 'default', size: 'sm' },
      classNames: { root: looks.button, label: looks.label, section: looks.section },
      vars: (_theme, props) => ({
        root: {
          '--button-height': controlHeight(props.size),
          '--button-padding-x': buttonPadding[props.size ?? ''] ?? '13px',
          '--button-fz': buttonText[props.size ?? ''] ?? '0.875rem',
        },
      }),
    }),
    ActionIcon: ActionIcon.extend({
      defaultProps: { variant: 'subtle', size: 'sm' },
      classNames: { root: looks.button },
      vars: (_theme, props) => ({ root: { '--ai-size': controlHeight(props.size?.toString()) } }),
    }),
    Input: Input.extend({
      classNames: { input: looks.field },
      vars: () => ({ wrapper: { '--input-height': 'var(--vl-control)', '--input-fz': '0.875rem' } }),
    }),
    InputWrapper: Input.Wrapper.extend({
      classNames: { label: field.label, description: field.description },
    }),
    Checkbox: Checkbox.extend({ classNames: { input: looks.box } }),
    Menu: Menu.extend({
      // Without the placeholder the first item takes the focus, as the ARIA menu pattern wants it.
      defaultProps: {
        shadow: 'md',
        position: 'bottom-end',
        offset: 6,
        transitionProps: { duration: 160 },
        withInitialFocusPlaceholder: false,
      },
      classNames: {
        dropdown: `${looks.float} ${looks.menu}`,
        item: looks.menuItem,
        label: looks.menuLabel,
        divider: looks.menuDivider,
      },
    }),
    Popover: Popover.extend({
      defaultProps: { shadow: 'md', offset: 6, transitionProps: { duration: 160 } },
      classNames: { dropdown: looks.float },
    }),
    Modal: Modal.extend({
      defaultProps: {
        centered: true,
        transitionProps: { duration: 160 },
        overlayProps: { backgroundOpacity: 0.5 },
      },
      classNames: {
        content: looks.modal,
        header: looks.modalHeader,
        title: looks.modalTitle,
        body: looks.modalBody,
      },
    }),
    SegmentedControl: SegmentedControl.extend({
      defaultProps: { transitionDuration: 120 },
      classNames: {
        root: looks.segments,
        indicator: looks.segmentsIndicator,
        label: looks.segmentsLabel,
        control: looks.segmentsControl,
      },
    }),
    Skeleton: Skeleton.extend({ classNames: { root: looks.skeleton } }),
    Table: Table.extend({ classNames: { table: looks.table, th: looks.th, td: looks.td, tr: looks.tr } }),
    Tabs: Tabs.extend({ classNames: { list: looks.tabsList, tab: looks.tab } }),
    Tooltip: Tooltip.extend({
      defaultProps: { openDelay: 400, transitionProps: { duration: 120 } },
      classNames: { tooltip: looks.tooltip },
    }),
  },
});

const mantineNames = {
  '--mantine-color-body': 'var(--vl-bg)',
  '--mantine-color-text': 'var(--vl-ink)',
  '--mantine-color-dimmed': 'var(--vl-ink-2)',
  '--mantine-color-placeholder': 'var(--vl-ink-3)',
  '--mantine-color-anchor': 'var(--vl-accent-text)',
  '--mantine-color-error': 'var(--vl-bad-text)',
  '--mantine-color-default': 'var(--vl-raised)',
  '--mantine-color-default-hover': 'var(--vl-hover)',
  '--mantine-color-default-border': 'var(--vl-line)',
};

/** Writes every `--vl-*` token for both schemes, and points Mantine's own names at them. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: { ...tokenVariables('light'), ...mantineNames },
  dark: { ...tokenVariables('dark'), ...mantineNames },
});

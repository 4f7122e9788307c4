import './style/mantine';

export * from './mark/mark';
export * from './page/card';
export * from './page/page';
export * from './reason/reason-page';
export * from './reason/reference';
export * from './reason/turn';
export * from './state/state-glyph';
export * from './state/state-shape';
export * from './state/state-word';
export * from './state/verdict-glyph';
export * from './theme/contrast';
export * from './theme/theme';
export * from './theme/tokens';

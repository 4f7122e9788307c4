export { startTestDisplay, type TestDisplay } from './test-display';

export { aProvider } from './a-provider';
export { inventUniversities } from './invent-universities';
export { inventQuestions } from './invent-questions';
export { runAll } from './run-all';

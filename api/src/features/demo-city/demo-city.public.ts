export { LoadDemoCity } from './load-demo-city.js';

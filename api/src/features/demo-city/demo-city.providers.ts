import { LoadDemoCity } from './load-demo-city.js';

export const demoCityProviders = [LoadDemoCity];

import { AddCoUnits } from './add-co-units.js';
import { CoUnitsResolver } from './co-units.resolver.js';
import { ExitCoUnit } from './exit-co-unit.js';

export const coUnitsProviders = [AddCoUnits, CoUnitsResolver, ExitCoUnit];

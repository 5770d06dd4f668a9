/** Colours of the product: greys carry the page, one blue-teal acts, the lights are the only other saturated ones. */
export type Palette = Record<
  | 'page'
  | 'surface'
  | 'sunken'
  | 'hover'
  | 'selected'
  | 'line'
  | 'lineStrong'
  | 'text'
  | 'textSoft'
  | 'textFaint'
  | 'brand'
  | 'brandText'
  | 'brandTint'
  | 'brandHover'
  | 'onBrand'
  | 'green'
  | 'greenText'
  | 'greenTint'
  | 'yellow'
  | 'yellowText'
  | 'yellowTint'
  | 'red'
  | 'redText'
  | 'redTint'
  | 'redHover'
  | 'onRed'
  | 'paused'
  | 'mark',
  string
>;

export const lightPalette: Palette = {
  page: '#F4F6F6',
  surface: '#FFFFFF',
  sunken: '#F8FAFA',
  hover: '#F1F5F5',
  selected: '#E4F0F1',
  line: '#E2E7E8',
  lineStrong: '#C5CED0',
  text: '#1B2427',
  textSoft: '#526065',
  textFaint: '#657277',
  brand: '#0F6B7A',
  brandText: '#0F6B7A',
  brandTint: '#E7F1F3',
  brandHover: '#2A7F8D',
  onBrand: '#FFFFFF',
  green: '#2E7D4F',
  greenText: '#27693F',
  greenTint: '#EDF5F0',
  yellow: '#B7791F',
  yellowText: '#865510',
  yellowTint: '#FAF3E7',
  red: '#C0392B',
  redText: '#A93226',
  redTint: '#FBEFED',
  redHover: '#B5473B',
  onRed: '#FFFFFF',
  paused: '#7A868A',
  mark: '#FFF7D6',
};

export const darkPalette: Palette = {
  page: '#11181A',
  surface: '#182124',
  sunken: '#141C1F',
  hover: '#1F2A2D',
  selected: '#183A40',
  line: '#2A363A',
  lineStrong: '#425156',
  text: '#E4EAEB',
  textSoft: '#A9B6BA',
  textFaint: '#8F9DA1',
  brand: '#17808F',
  brandText: '#5FBECB',
  brandTint: '#16333A',
  brandHover: '#1F7A88',
  onBrand: '#FFFFFF',
  green: '#4FAE77',
  greenText: '#6CC490',
  greenTint: '#182C22',
  yellow: '#D99B36',
  yellowText: '#E4B45F',
  yellowTint: '#2E2618',
  red: '#E2695C',
  redText: '#EF8C81',
  redTint: '#331E1C',
  redHover: '#F5A69D',
  onRed: '#2B0F0B',
  paused: '#8C989C',
  mark: '#3A3416',
};

export const fontFamily =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "WenQuanYi Zen Hei", sans-serif';

/** `--ys-text-soft: …;` for style sheets. */
export function cssVariables(palette: Palette): string {
  return Object.entries(palette)
    .map(([name, value]) => `--ys-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}: ${value};`)
    .join('\n');
}

/** The colour of a site, made readable: mixed with black or white until it stands out from the paper. */

type Rgb = [number, number, number];

const ENOUGH = 5; // above the 4.5 that WCAG asks for, so that rounding never falls below
const STEP = 0.06;

/** Read #rgb or #rrggbb; null for anything else. */
export function parse(text: string | null): Rgb | null {
  const found = /^#([\da-f]{3}|[\da-f]{6})$/i.exec(text?.trim() ?? '');
  if (!found) return null;
  const hex = found[1].length < 6 ? found[1].replace(/./g, '$&$&') : found[1];
  return [0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16)) as Rgb;
}

/** Return how bright a colour is, 0 to 1. */
function light(rgb: Rgb): number {
  const [r, g, b] = rgb.map((part) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Return the contrast of two colours, 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** Return the nearest colour to the one given that can be read on the paper. */
export function readable(rgb: Rgb, paper: Rgb): string {
  const towards = light(paper) < 0.18 ? 255 : 0;
  let mixed = rgb;
  for (let share = 0; share < 1 && contrast(mixed, paper) < ENOUGH; share += STEP)
    mixed = rgb.map((part) => Math.round(part + (towards - part) * share)) as Rgb;
  return `rgb(${mixed})`;
}

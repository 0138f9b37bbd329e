/** A colour in the light and in the dark, as `light-dark(#…, #…)` gives it. */
export type Colours = Map<string, { light: string; dark: string }>;

/** The colour tokens of a stylesheet whose names begin with a prefix such as `--color-`. */
export function coloursOf(styles: string, prefix: string): Colours {
  const token = new RegExp(`${prefix}([\\w-]+): light-dark\\((#[\\da-f]{6}), (#[\\da-f]{6})\\)`, 'g');
  return new Map([...styles.matchAll(token)].map(([, name = '', light = '', dark = '']) => [name, { light, dark }]));
}

/** The contrast of two colours by WCAG 2.2, 1 to 21. A colour is a token's name, or itself. */
export function contrast(colours: Colours, front: string, back: string, theme: 'light' | 'dark'): number {
  const [lighter = 0, darker = 0] = [front, back]
    .map((name) => luminance(name.startsWith('#') ? name : (colours.get(name)?.[theme] ?? missing(name))))
    .sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

function missing(name: string): never {
  throw new Error(`There is no colour token ${name}`);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

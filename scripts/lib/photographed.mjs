import sharp from 'sharp';

/** A page as a phone takes it: on a table, askew, not flat to the lens, in uneven light, a little out of focus. */
export async function photographed(page, chance, { isWorn = false } = {}) {
  const { data, info } = await page.removeAlpha().toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  const margin = Math.round(info.width * 0.08);
  if (isWorn) wear({ data, ...info }, chance);
  const size = { width: info.width + 2 * margin, height: info.height + 2 * margin };
  const taken = warped({ data, ...info }, size, margin, chance);
  shade(taken, chance);
  let picture = sharp(taken.data, { raw: { ...size, channels: 3 } });
  const angle = chance.is(0.5) ? chance.within(-6, 6) : 0;
  if (angle !== 0) picture = sharp(await picture.rotate(angle, { background: '#6b6259' }).png().toBuffer());
  if (chance.is(0.6)) picture = picture.blur(chance.within(0.5, 1.1));
  return picture.jpeg({ quality: chance.between(55, 88) }).toBuffer();
}

/** What happens to paper: a head of a printer that leaves columns out, folds across, and a curl that bends its rows. */
function wear({ data, width, height }, chance) {
  if (chance.is(0.2)) {
    for (let count = chance.between(1, 3); count > 0; count--) {
      const x = chance.between(Math.floor(width * 0.08), Math.floor(width * 0.92));
      for (let y = 0; y < height; y++) data.fill(255, (y * width + x) * 3, (y * width + x + 1) * 3);
    }
  }
  if (chance.is(0.3)) {
    for (let count = chance.between(1, 2); count > 0; count--) {
      const top = chance.between(Math.floor(height * 0.1), Math.floor(height * 0.9));
      for (let y = top; y < Math.min(height, top + 3); y++)
        for (let at = y * width * 3; at < (y + 1) * width * 3; at++)
          data[at] = Math.max(0, data[at] - 30 + (y - top) * 10);
    }
  }
  if (chance.is(0.25)) {
    const [depth, phase] = [chance.within(2, 7), chance.within(0, 3)];
    const before = Buffer.from(data);
    for (let x = 0; x < width; x++) {
      const shift = Math.round(depth * Math.sin((x / width) * Math.PI + phase));
      for (let y = 0; y < height; y++) {
        const from = Math.min(height - 1, Math.max(0, y + shift));
        before.copy(data, (y * width + x) * 3, (from * width + x) * 3, (from * width + x + 1) * 3);
      }
    }
  }
}

/** Each corner drawn in by up to a twentieth: what a lens makes of paper that it looks at from aside. */
function warped(page, size, margin, chance) {
  const shift = () => chance.within(-0.05, 0.05);
  const corner = (x, y) => [margin + (x + shift()) * page.width, margin + (y + shift() * 0.6) * page.height];
  const [topLeft, topRight, bottomRight, bottomLeft] = [corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1)];
  const toPage = homography([topLeft, topRight, bottomRight, bottomLeft], page);
  const table = [107, 98, 89];
  // Thermal print fades to grey.
  const fade = chance.is(0.3) ? chance.within(0.45, 0.8) : 1;
  const data = Buffer.alloc(size.width * size.height * 3);
  for (let y = 0, to = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++, to += 3) {
      const [px, py] = toPage(x, y);
      const inside = px >= 0 && py >= 0 && px < page.width - 1 && py < page.height - 1;
      for (let channel = 0; channel < 3; channel++) {
        data[to + channel] = inside ? 255 - (255 - sample(page, px, py, channel)) * fade : table[channel];
      }
    }
  }
  return { data, ...size };
}

function sample({ data, width }, x, y, channel) {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [fx, fy] = [x - left, y - top];
  const at = (top * width + left) * 3 + channel;
  const [one, two, three, four] = [data[at], data[at + 3], data[at + width * 3], data[at + width * 3 + 3]];
  return (one * (1 - fx) + two * fx) * (1 - fy) + (three * (1 - fx) + four * fx) * fy;
}

/** From the picture to the page, by the four corners: eight equations, solved by elimination. */
function homography(corners, { width, height }) {
  const targets = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ];
  const rows = corners.flatMap(([x, y], index) => {
    const [u, v] = targets[index];
    return [
      [x, y, 1, 0, 0, 0, -u * x, -u * y, u],
      [0, 0, 0, x, y, 1, -v * x, -v * y, v],
    ];
  });
  for (let column = 0; column < 8; column++) {
    const pivot = rows
      .slice(column)
      .reduce((best, row) => (Math.abs(row[column]) > Math.abs(best[column]) ? row : best));
    rows.splice(rows.indexOf(pivot), 1);
    rows.splice(
      column,
      0,
      pivot.map((value) => value / pivot[column]),
    );
    for (const [index, row] of rows.entries()) {
      if (index !== column) rows[index] = row.map((value, at) => value - row[column] * rows[column][at]);
    }
  }
  const [a, b, c, d, e, f, g, h] = rows.map((row) => row[8]);
  return (x, y) => [(a * x + b * y + c) / (g * x + h * y + 1), (d * x + e * y + f) / (g * x + h * y + 1)];
}

/** Light from one side, and perhaps the shadow of a hand. */
function shade({ data, width, height }, chance) {
  const [dim, slope] = [chance.within(0.7, 0.95), chance.within(-0.25, 0.25)];
  const shadow = chance.is(0.4)
    ? { from: chance.within(0.2, 0.7), to: chance.within(0.75, 1.1), dark: chance.within(0.6, 0.85) }
    : null;
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const across = x / width + (0.3 * y) / height;
      const inShadow = shadow && across > shadow.from && across < shadow.to ? shadow.dark : 1;
      const light = (dim + slope * (x / width - 0.5)) * inShadow;
      for (let channel = 0; channel < 3; channel++, at++)
        data[at] = Math.max(0, Math.min(255, data[at] * light + (chance.next() - 0.5) * 8));
    }
  }
}

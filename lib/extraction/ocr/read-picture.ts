import { placeOf, rowsOf, type TextPage, type Word } from '#lib/domain/extraction/text-page.ts';
import { type Detection, detect } from './detect.ts';
import { headingBoxes, paperOf } from './headings.ts';
import { type Models, models } from './models.ts';
import { type Box, cornersOf, type Picture, type Turn, turned, turnedBack } from './picture.ts';
import { type Character, recognise } from './recognise.ts';

/** Below this the letters of a row are guesses. */
const MIN_ROW_CONFIDENCE = 0.5;
/** Print with less than this share of the usual contrast is faint, and is believed only when it is read well. */
const FAINT_SHARE = 0.6;
const MIN_FAINT_CONFIDENCE = 0.85;
const STRONG_QUANTILE = 0.85;
/** What shines through from the back has less than this share of the print's contrast; so many such boxes are it. */
const GHOST_SHARE = 0.2;
const SHINES_THROUGH = 0.12;
const WHITENED_SHARE = 0.35;
/** A heading is taken for what it is read as when its reader is this sure, and of as many letters. */
const SURE_HEADING = 0.8;
const LEAST_LETTERS = 3;
/** A picture whose widest rows are read with less than this may stand on its head. */
const SURE_UPRIGHT = 0.85;
const ROWS_TO_TRY = 6;

/** Reads a picture of a page however it lies, as rows of words. */
export async function readPicture(picture: Picture, page: number): Promise<TextPage> {
  const loaded = await models();
  const { upright, detection, turn, known } = await uprightOf(loaded, picture);
  // Making ghosts white makes heavy letters ragged.
  const asItCame = { ...upright };
  // Boxes that were looked at to see which way is up need no second look, unless ghosts were made white.
  const found = await boxesToRead(loaded, upright, detection);
  const read: ReadBox[] = [];
  for (const { box, isFaint } of found) {
    const characters = known.get(box) ?? (await recognise(loaded, upright, box));
    if (meanConfidence(characters) < (isFaint ? MIN_FAINT_CONFIDENCE : MIN_ROW_CONFIDENCE)) continue;
    read.push({ box, characters });
  }
  const words = (await withHeadings(loaded, asItCame, read)).flatMap(({ box, characters }) =>
    wordsOf(characters).map((piece) => toWord(piece, box)),
  );
  return { source: 'ocr', rows: rowsOf(words), height: upright.height / upright.width };

  function toWord({ text, confidence, from, to }: Piece, box: Box): Word {
    const [cos, sin] = [Math.cos(box.angle), Math.sin(box.angle)];
    const shift = ((from + to) / 2 - 0.5) * box.width;
    const part = { ...box, x: box.x + shift * cos, y: box.y + shift * sin, width: (to - from) * box.width };
    // The page is bent straight: what stands in one row comes to one height.
    const y = part.y - fallUntil(part.x, part.y, detection.slope);
    const unit = upright.width;
    const corners = cornersOf(part).map((corner) => turnedBack(corner, turn, picture));
    return {
      text,
      confidence,
      left: (part.x - part.width / 2) / unit,
      right: (part.x + part.width / 2) / unit,
      top: (y - part.height / 2) / unit,
      bottom: (y + part.height / 2) / unit,
      place: placeOf(page, {
        left: Math.min(...corners.map(({ x }) => x)) / picture.width,
        right: Math.max(...corners.map(({ x }) => x)) / picture.width,
        top: Math.min(...corners.map((corner) => corner.y)) / picture.height,
        bottom: Math.max(...corners.map((corner) => corner.y)) / picture.height,
      }),
    };
  }
}

type ReadBox = { box: Box; characters: Character[] };

/** With what stands at the top of the page and was read badly or not at all, where it is read well as a whole. */
async function withHeadings(loaded: Models, picture: Picture, read: ReadBox[]): Promise<ReadBox[]> {
  const isSure = ({ characters }: ReadBox) =>
    characters.length >= LEAST_LETTERS && meanConfidence(characters) >= SURE_HEADING;
  const sure = read.filter(isSure);
  if (sure.length < 5) return read;
  const until = Math.min(...sure.map(({ box }) => box.y - box.height / 2));
  const rowHeight = quantile(
    sure.map(({ box }) => box.height / 1.5),
    0.5,
  );
  const contrast = quantile(
    sure.map(({ box }) => contrastOf(picture, box)),
    0.5,
  );
  let all = read;
  for (const box of headingBoxes(picture, until, rowHeight, contrast)) {
    const heading = { box, characters: await recognise(loaded, picture, box) };
    if (!isSure(heading)) continue;
    const isPart = (other: ReadBox) => Math.abs(other.box.y - box.y) < box.height / 2;
    all = [...all.filter((other) => isSure(other) || !isPart(other)), heading];
  }
  return all;
}

/** By how much a row has fallen from the left side to here. */
function fallUntil(x: number, y: number, slope: Detection['slope']): number {
  // The slope is a plane, so its mean over the way is that of the ends.
  return (x * (slope(0, y) + slope(x, y))) / 2;
}

async function uprightOf(loaded: Models, picture: Picture) {
  let turn: Turn = 0;
  let upright = picture;
  let detection = await detect(loaded, upright);
  if (detection.isOnItsSide) {
    turn = 1;
    upright = turned(picture, turn);
    detection = await detect(loaded, upright);
  }
  const known = new Map<Box, Character[]>();
  const widest = [...detection.boxes].sort((one, other) => other.width - one.width).slice(0, ROWS_TO_TRY);
  if (widest.length === 0) return { upright, detection, turn, known };
  const asItIs = await meanOf(loaded, upright, widest, known);
  if (asItIs >= SURE_UPRIGHT) return { upright, detection, turn, known };
  const { width, height } = upright;
  const overturned = turned(upright, 2);
  const onItsHead = widest.map((box) => ({ ...box, x: width - box.x, y: height - box.y }));
  if ((await meanOf(loaded, overturned, onItsHead)) > asItIs * 1.15) {
    turn = turn === 1 ? 3 : 2;
    upright = overturned;
    const { slope } = detection;
    detection = {
      ...detection,
      boxes: detection.boxes.map((box) => ({ ...box, x: width - box.x, y: height - box.y })),
      slope: (x, y) => slope(width - x, height - y),
    };
  }
  return { upright, detection, turn, known };
}

/** How sure the reader is of these rows; letters count, specks don't. */
async function meanOf(
  loaded: Models,
  picture: Picture,
  boxes: Box[],
  known: Map<Box, Character[]> = new Map(),
): Promise<number> {
  let sum = 0;
  for (const box of boxes) {
    const characters = await recognise(loaded, picture, box);
    known.set(box, characters);
    sum += meanConfidence(characters) * Math.min(1, characters.length / 6);
  }
  return sum / boxes.length;
}

/**
 * The boxes with text, and whether it is faint. Where much of a page shines through from its back, that is made white
 * first and the text sought anew, so that both do not run into each other.
 */
async function boxesToRead(
  loaded: Models,
  picture: Picture,
  { boxes }: Detection,
): Promise<{ box: Box; isFaint: boolean }[]> {
  const contrasts = boxes.map((box) => contrastOf(picture, box));
  const strong = quantile(contrasts, STRONG_QUANTILE);
  const ghostShare = contrasts.filter((contrast) => contrast < GHOST_SHARE * strong).length / Math.max(1, boxes.length);
  if (ghostShare > SHINES_THROUGH && boxes.length > 20) {
    const cleaned = whitened(picture, WHITENED_SHARE * strong);
    const found = (await detect(loaded, cleaned)).boxes;
    picture.data = cleaned.data;
    return found.map((box) => ({ box, isFaint: contrastOf(cleaned, box) < FAINT_SHARE * strong }));
  }
  const faint = FAINT_SHARE * quantile(contrasts, 0.5);
  return boxes.map((box, index) => ({ box, isFaint: (contrasts[index] ?? 0) < faint }));
}

/** With what is less than so much darker than the paper as white as it is. */
function whitened({ data, width, height }: Picture, least: number): Picture {
  const from = paperOf({ data, width, height }) - least;
  const table = Uint8Array.from({ length: 256 }, (_, level) => (level >= from ? 255 : level));
  return { data: data.map((level) => table[level] ?? 255), width, height };
}

function quantile(values: number[], share: number): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length * share)] ?? 0;
}

/** The difference of the dark and the light in a box, 0 to 255. */
function contrastOf({ data, width, height }: Picture, box: Box): number {
  const [cos, sin] = [Math.cos(box.angle), Math.sin(box.angle)];
  const levels: number[] = [];
  for (let along = -0.48; along <= 0.48; along += 0.016) {
    for (let across = -0.4; across <= 0.4; across += 0.1) {
      const x = Math.round(box.x + along * box.width * cos - across * box.height * sin);
      const y = Math.round(box.y + along * box.width * sin + across * box.height * cos);
      if (x < 0 || y < 0 || x >= width || y >= height) continue;
      levels.push(data[(y * width + x) * 3 + 1] ?? 0);
    }
  }
  levels.sort((one, other) => one - other);
  return (levels[Math.floor(levels.length * 0.8)] ?? 0) - (levels[Math.floor(levels.length * 0.08)] ?? 0);
}

const meanConfidence = (characters: Character[]) =>
  characters.length === 0 ? 0 : characters.reduce((sum, { confidence }) => sum + confidence, 0) / characters.length;

type Piece = { text: string; confidence: number; from: number; to: number };

/** A gap between two characters of this many times the usual step is a space that the reader did not see. */
const SPACE_STEPS = 1.75;

/** The characters of a row as words, each with where it begins and ends, in parts of the row's length. */
function wordsOf(characters: Character[]): Piece[] {
  const step = usualStep(characters);
  const words: Character[][] = [];
  let previous: Character | undefined;
  for (const character of characters) {
    const isSpace = character.text === ' ';
    const isApart = previous !== undefined && character.at - previous.at > step * SPACE_STEPS;
    if (!isSpace) {
      const current = words.at(-1);
      if (!current || previous?.text === ' ' || isApart) words.push([character]);
      else current.push(character);
    }
    previous = character;
  }
  return words.map((word) => ({
    text: word.map(({ text }) => text).join(''),
    confidence: meanConfidence(word),
    from: Math.max(0, (word[0]?.at ?? 0) - step / 2),
    to: Math.min(1, (word.at(-1)?.at ?? 1) + step / 2),
  }));
}

/** The usual distance of two characters of a row. */
function usualStep(characters: Character[]): number {
  const steps = characters
    .flatMap((character, index) => {
      const next = characters[index + 1];
      return next && next.text !== ' ' && character.text !== ' ' ? [next.at - character.at] : [];
    })
    .sort((one, other) => one - other);
  return steps[Math.floor(steps.length / 2)] ?? 0.05;
}

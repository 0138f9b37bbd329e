/** How a reading is compared with what is known of its document: a `<file>.label.json` beside it. */

/** Letters and digits alone, without accents. */
const bare = (text) =>
  String(text ?? '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/[^a-z0-9]/g, '');

const legalForm = /\b(gmbh|co|kg|ag|ltd|limited|llc|inc|b\.?v\.?|pty|plc|sas|sarl|corp|company)\b\.?/gi;

/** Near enough that a person, or a list of contacts, knows who is meant. */
export function isSameName(one, other) {
  const [a, b] = [bare(one), bare(other)];
  if (a === '' || b === '') return false;
  const [shortA, shortB] = [one, other].map((name) => bare(String(name).replace(legalForm, '')));
  if (shortA !== '' && shortA === shortB) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length >= 3 && long.includes(short)) return true;
  return 1 - distance(a, b) / long.length >= 0.8;
}

/** Levenshtein's: how many letters have to be changed. */
function distance(one, other) {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1),
      );
    }
    row = next;
  }
  return row[other.length] ?? 0;
}

const isSameNumber = (read, wanted) => read !== undefined && read !== null && Number(read) === Number(wanted);

/** The fields that are measured, each as it is compared. */
const fields = {
  total: { of: ({ total }) => total, is: isSameNumber },
  date: { of: ({ date }) => date, is: (read, wanted) => read === wanted },
  supplier: { of: ({ supplierName }) => supplierName, is: isSameName },
  // Where no tax is printed, none was taken.
  tax: { of: ({ tax }) => tax ?? { value: '0' }, is: isSameNumber },
  currency: { of: ({ currency }) => currency, is: (read, wanted) => read === wanted },
  number: { of: ({ number }) => number, is: (read, wanted) => bare(read) === bare(wanted) },
};

export const measures = [
  'total',
  'date',
  'supplier',
  'all three',
  'tax',
  'currency',
  'number',
  'lines',
  'described',
  'reconcile',
];

/**
 * What of a document can be judged, and how it went: `null` in a label means not known, and is not judged.
 * @returns {{ measure: string, isRight: boolean, wanted: string, read: string, confidence: string }[]}
 */
export function compareReading(reading, label) {
  const found = reading?.fields ?? {};
  const judged = Object.entries(fields).flatMap(([measure, { of, is }]) => {
    const wanted = label[measure];
    if (wanted === null || wanted === undefined) return [];
    const read = of(found);
    return {
      measure,
      isRight: is(read?.value, wanted),
      wanted: String(wanted),
      read: read?.value ?? '',
      confidence: String(read?.confidence ?? ''),
    };
  });
  const three = judged.filter(({ measure }) => ['total', 'date', 'supplier'].includes(measure));
  if (three.length === 3) {
    judged.push({ ...none, measure: 'all three', isRight: three.every(({ isRight }) => isRight) });
  }
  // A line without an amount is a note, on either side; what cash was rounded by is a field of its own, and may be a line.
  const isLine = ({ total, description }) => total !== null && !/^(cash )?rounding$/i.test(description);
  const lines = (reading?.lines ?? []).filter(isLine);
  const wantedLines = label.lines?.filter(isLine) ?? [];
  if (wantedLines.length > 0) {
    const totals = (some) =>
      some
        .map(({ total }) => Number(total).toFixed(2))
        .sort()
        .join(' ');
    const [wanted, read] = [totals(wantedLines), totals(lines)];
    judged.push({ ...none, measure: 'lines', isRight: wanted === read, wanted, read });
    const undescribed = wantedLines.filter((line) => line.description && !isDescribed(line, lines));
    judged.push({
      ...none,
      measure: 'described',
      isRight: wanted === read && undescribed.length === 0,
      wanted: undescribed.map(({ description }) => description).join(' | '),
      read: wanted === read ? lines.map(({ description }) => description).join(' | ') : 'other lines',
    });
  }
  // Where a label says that there are no lines, there is nothing to add up.
  if (label.total !== null && label.total !== undefined && label.lines?.length !== 0) {
    const read = `${lines.length} lines, off ${reading?.linesOff ?? 'unknown'}`;
    judged.push({ ...none, measure: 'reconcile', isRight: reading?.linesOff === '0', read });
  }
  return judged;
}

/** Whether one of the lines read has the same amount and words that a person knows it by. */
function isDescribed({ description, total }, lines) {
  const wanted = bare(description);
  return lines.some((line) => {
    if (Number(line.total) !== Number(total)) return false;
    const read = bare(line.description);
    const [short, long] = read.length < wanted.length ? [read, wanted] : [wanted, read];
    if (short.length >= 3 && long.includes(short) && read.length >= wanted.length * 0.6) return true;
    return 1 - distance(read, wanted) / Math.max(1, long.length) >= 0.7;
  });
}

const none = { wanted: '', read: '', confidence: '' };

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lexer, type Token, type Tokens } from 'marked';

/** The guide as it lies in docs/guide, beside the code that it tells of. */
const FOLDER = join(/* turbopackIgnore: true */ process.cwd(), 'docs/guide');

export type GuidePage = { title: string; tokens: Token[] };

/** The pages under a heading of the index. */
export type GuideSection = { title: string; pages: { name: string; title: string }[] };

/** A page by its name in the address; null when there is none. The names are those of the folder, and no other file's. */
export async function readGuidePage(name: string): Promise<GuidePage | null> {
  const files = await readdir(FOLDER);
  return files.includes(`${name}.md`) ? parsed(`${name}.md`) : null;
}

export const readGuideIndex = (): Promise<GuidePage> => parsed('README.md');

/** A picture of the guide as it lies there; null when there is none. */
export async function readGuidePicture(file: string): Promise<Buffer | null> {
  const folder = join(FOLDER, 'images');
  const files = await readdir(folder);
  return files.includes(file) ? readFile(join(folder, file)) : null;
}

/** The index as a list of links: each heading with the pages below it. */
export function sectionsOf({ tokens }: GuidePage): GuideSection[] {
  const sections: GuideSection[] = [];
  for (const token of tokens) {
    if (token.type === 'heading') sections.push({ title: (token as Tokens.Heading).text, pages: [] });
    if (token.type !== 'list') continue;
    const links = (token as Tokens.List).items.flatMap((item) => linksIn(item.tokens));
    sections.at(-1)?.pages.push(...links.map(({ href, text }) => ({ name: href.replace(/\.md$/, ''), title: text })));
  }
  return sections.filter(({ pages }) => pages.length > 0);
}

function linksIn(tokens: readonly Token[]): Tokens.Link[] {
  return tokens.flatMap((token) =>
    token.type === 'link' ? [token as Tokens.Link] : linksIn('tokens' in token ? (token.tokens ?? []) : []),
  );
}

async function parsed(file: string): Promise<GuidePage> {
  const [heading, ...tokens] = lexer(await readFile(join(FOLDER, file), 'utf8'));
  if (heading?.type !== 'heading') throw new Error(`${file} of the guide begins with no heading`);
  return { title: (heading as Tokens.Heading).text, tokens };
}

import type { Token, Tokens } from 'marked';
import { createElement, Fragment, type ReactNode } from 'react';
import { Kbd } from '#components/ui/kbd.tsx';
import { Link } from '#components/ui/link.tsx';
import { guidePath, guidePicturePath } from '#lib/domain/paths.ts';

/**
 * The Markdown of the guide with our own elements: **bold** is a name on the screen, `code` a key, a link without an
 * address of its own another page. What the guide does not use is not known here, and its raw text would be shown.
 */
export function Markdown({ tokens }: { tokens: readonly Token[] }): ReactNode {
  return createElement(Fragment, null, ...tokens.map(drawn));
}

function drawn(token: Token): ReactNode {
  const inner = 'tokens' in token && token.tokens ? <Markdown tokens={token.tokens} /> : null;
  switch (token.type) {
    case 'heading':
      return (token as Tokens.Heading).depth === 2 ? (
        <h2 className="mt-8 mb-2 text-base font-semibold">{inner}</h2>
      ) : (
        <h3 className="mt-5 mb-1 font-semibold">{inner}</h3>
      );
    case 'paragraph':
      return isPicture(token as Tokens.Paragraph) ? inner : <p className="my-3">{inner}</p>;
    case 'list': {
      const { ordered, items } = token as Tokens.List;
      const List = ordered ? 'ol' : 'ul';
      return (
        <List className={`my-3 flex flex-col gap-1.5 pl-5 ${ordered ? 'list-decimal' : 'list-disc'}`}>
          {items.map((item) => (
            <li key={item.raw}>
              <Markdown tokens={item.tokens} />
            </li>
          ))}
        </List>
      );
    }
    case 'table':
      return <Grid table={token as Tokens.Table} />;
    case 'strong':
      return <strong className="font-semibold">{inner}</strong>;
    case 'em':
      return <em>{inner}</em>;
    case 'codespan':
      return (token as Tokens.Codespan).text.split(' ').map((key, index) => (
        <Fragment key={key}>
          {index > 0 && ' '}
          <Kbd>{key}</Kbd>
        </Fragment>
      ));
    case 'link':
      return <Link href={hrefOf(token as Tokens.Link)}>{inner}</Link>;
    case 'image': {
      const { href, text } = token as Tokens.Image;
      const source = guidePicturePath(href.replace(/^images\//, ''));
      return (
        // On a phone it is too small to read: by itself it can be made larger.
        <a href={source} className="my-5 block">
          {/* biome-ignore lint/performance/noImgElement: as they were taken, and from ourselves */}
          <img src={source} alt={text} loading="lazy" className="w-full rounded-lg border" />
        </a>
      );
    }
    case 'space':
      return null;
    default:
      return inner ?? (token as Tokens.Text).text ?? token.raw;
  }
}

const isPicture = ({ tokens }: Tokens.Paragraph) => tokens.length === 1 && tokens[0]?.type === 'image';

const hrefOf = ({ href }: Tokens.Link) =>
  /^[a-z0-9-]+\.md$/.test(href) ? guidePath(href === 'README.md' ? null : href.replace(/\.md$/, '')) : href;

function Grid({ table: { header, rows } }: { table: Tokens.Table }) {
  return (
    <div className="my-4 overflow-x-auto">
      <table className="w-full border-collapse text-left">
        <thead>
          <tr className="border-b">
            {header.map((cell) => (
              <th key={cell.text} scope="col" className="py-1.5 pr-4 font-medium text-muted">
                <Markdown tokens={cell.tokens} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells) => (
            <tr key={cells.map(({ text }) => text).join()} className="border-b align-top">
              {cells.map((cell, column) => (
                <td key={header[column]?.text} className="py-1.5 pr-4">
                  <Markdown tokens={cell.tokens} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

import { db } from '#lib/db.ts';
import type { LoadedClaim } from '../load-claims.ts';
import { type ClaimPaper, claimPapers, papersKey } from './claim-paper.ts';

/** What the PDFs of a claim's open bills would say, were they made now. */
export async function papersOf(claim: LoadedClaim): Promise<ClaimPaper[]> {
  const business = await db.business.findUniqueOrThrow({
    where: { id: claim.row.businessId },
    select: { name: true },
  });
  return claimPapers(claim, business);
}

/** Whether a claim's PDFs are what it is now. What is published keeps the one that it was published with. */
export async function isFileCurrent(claim: LoadedClaim): Promise<boolean> {
  const papers = await papersOf(claim);
  const { file } = claim.row;
  return papers.length === 0 || (file?.state === 'DONE' && file.madeOf === papersKey(papers));
}

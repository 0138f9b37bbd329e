'use client';

import { useState } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { useFormats } from '#components/ui/formats.tsx';
import { ButtonLink } from '#components/ui/link.tsx';
import { writeCount } from '#lib/domain/number-form.ts';
import { rulePaths } from '#lib/domain/paths.ts';
import type { Result } from '#lib/domain/result.ts';

/** Said once, after the lists of new books are here: what they have for suppliers can be rules. */
export function SuggestedBanner({
  slug,
  count,
  dismiss,
}: {
  slug: string;
  count: number;
  dismiss: (input: Record<string, never>) => Promise<Result<null>>;
}) {
  const { numbers } = useFormats();
  const [isDismissed, setDismissed] = useState(false);
  if (isDismissed) return null;
  const rules = count === 1 ? '1 rule is' : `${writeCount(count, numbers)} rules are`;
  return (
    <Banner
      title={`${rules} suggested by your books`}
      action={
        <>
          <ButtonLink size="small" href={rulePaths(slug).suggested}>
            Look at them
          </ButtonLink>
          <Button
            size="small"
            variant="quiet"
            onPress={() => {
              setDismissed(true);
              void dismiss({}).catch(() => null);
            }}
          >
            Not now
          </Button>
        </>
      }
    >
      They have a usual category or tax rate for these suppliers. With a rule each, items come in coded so.
    </Banner>
  );
}

/** A person's name with the titles around it: `dr. Ani Sari, M.Kes.` */
export const fullName = ({
  name,
  titleBefore,
  titleAfter,
}: {
  readonly name: string;
  readonly titleBefore: string | null;
  readonly titleAfter: string | null;
}): string => `${titleBefore === null ? '' : `${titleBefore} `}${name}${titleAfter === null ? '' : `, ${titleAfter}`}`;

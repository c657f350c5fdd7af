import { importFile } from './import-file.ts';
import { attributeName } from './reactive-element.ts';
import { scriptAddress } from './script-address.ts';

/** Loads a file of the family; however often it is asked for, it is loaded once. */
export const loadMember = async <Member>(name: string): Promise<Member> => {
  // Elements that stood on the page before this file ask while it is still being evaluated.
  await scriptAddress;
  return importFile(name) as Promise<Member>;
};

/** A tag that is none of ours, or a gateway that cannot be reached: the page shows what is inside the tag. */
export const noFile = (): void => undefined;

/**
 * Takes up the widgets of a page, now and later: a tag of the family that is not in this file is imported from beside it, and
 * `<div data-kinerja="rating-form" data-service="…">`, which editors keep where they strip custom elements, gets the element
 * of that name with these attributes and what the `div` holds. Other pages load nothing.
 */
export function openMembers(): void {
  new MutationObserver((changes) => {
    for (const place of new Set(changes.map(({ target }) => target))) takeUp(place as ParentNode);
  }).observe(document, { childList: true, subtree: true });
  takeUp(document);
  addEventListener('DOMContentLoaded', () => takeUp(document));
}

function takeUp(place: ParentNode): void {
  for (const element of place.querySelectorAll<HTMLElement>('[data-kinerja],:not(:defined)')) {
    const { kinerja, ...attributes } = element.dataset;
    const stem = /^kinerja-(.+)/.exec(element.localName)?.[1];
    if (stem) loadMember(stem).catch(noFile);
    // What it holds may still be on its way.
    else if (kinerja && document.readyState !== 'loading') {
      const widget = document.createElement(`kinerja-${kinerja}`);
      for (const name in attributes) widget.setAttribute(attributeName(name), attributes[name] as string);
      widget.append(...element.childNodes);
      element.removeAttribute('data-kinerja');
      element.append(widget);
    }
  }
}

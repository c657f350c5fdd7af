import { css } from '../toolkit.ts';

export const builderStyles: string = css`
  h2,
  h3 {
    margin-top: 1.5em;
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(16em, 100%), 1fr));
    gap: 0.75em 1em;
  }
  label {
    display: block;
    font-weight: 600;
  }
  .check {
    display: flex;
    align-items: center;
    gap: 0.5em;
    min-height: 2.75em;
    margin-top: 0.75em;
  }
  [type='checkbox'] {
    width: 1.5em;
    height: 1.5em;
    min-height: 0;
    margin: 0;
    accent-color: var(--_primary);
  }
  .frame {
    overflow-x: auto;
    padding: 0.5em;
    border: 1px dashed var(--_muted);
  }
  .stage {
    margin: 0 auto;
  }
  [aria-pressed='true'],
  [aria-selected='true'] {
    border-color: var(--_primary);
    background: var(--_primary);
    color: var(--_on-primary);
  }
  [role='tablist'] {
    display: flex;
    flex-wrap: wrap;
  }
  pre {
    overflow-x: auto;
    margin: 0 0 0.5em;
    padding: 0.75em;
    border: 1px solid var(--_muted);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font:
      0.875em/1.5 ui-monospace,
      Menlo,
      Consolas,
      monospace;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
`;

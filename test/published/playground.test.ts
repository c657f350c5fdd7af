import { expect, test } from 'vitest';
import { recordAnswers } from '../support/playground-answers.ts';

test('the playground answers what the schema makes of the documents of the widgets', async () => {
  const answers = await recordAnswers();
  expect(answers).not.toContain('"errors"');
  await expect(answers).toMatchFileSnapshot('../../examples/playground/answers.json');
});

// Pengembang aplikasi · app developers:
//   npx tsx typescript/rate.ts http://127.0.0.1:4000 service_… "$(uuidgen)" 4
import { ask } from './ask.ts';
import { QuestionsDocument, RateDocument } from './operations.ts';

const [gateway = 'http://127.0.0.1:4000', service = '', submissionKey = '', score = '4'] = process.argv.slice(2);

/*
 * The key is made once, when the citizen presses "send", and kept on the device together with the answers until a receipt is
 * there. Whatever happens in between (no signal, a restart), the same is sent again and is counted once.
 */
const { service: rated } = await ask(gateway, QuestionsDocument, { service });
const { version = 1, elements = [] } = rated?.questionnaire ?? {};
const { submitFeedback: outcome } = await ask(gateway, RateDocument, {
  input: {
    submissionKey,
    serviceId: service,
    questionnaireVersion: version,
    answers: elements.map(({ key }) => ({ element: key, score: Number(score) })),
  },
});

if (outcome.__typename === 'SubmitFeedbackSuccess')
  process.stdout.write(
    `${rated?.name}: ${outcome.receipt.code}${outcome.replayed ? ' (tercatat sebelumnya, tidak dihitung dua kali)' : ''}\n`,
  );
else {
  process.stderr.write(`${outcome.__typename}: ${outcome.message}\n`);
  process.exitCode = 1;
}

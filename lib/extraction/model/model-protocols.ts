import { z } from 'zod';
import type { ModelKind, ModelProtocol } from './language-model.ts';

/** Far more than the values of a document and a hundred lines take. */
const MAX_TOKENS = 8_000;
const count = z.number().int().min(0).max(1e9).catch(0);

/** As OpenAI's chat completions are asked, which many servers understand, those on one's own machine among them. */
const openAiAnswer = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
  usage: z.object({ prompt_tokens: count, completion_tokens: count }).catch({ prompt_tokens: 0, completion_tokens: 0 }),
});

const openAi: ModelProtocol = {
  path: 'chat/completions',
  headers: (key): Record<string, string> => (key === null ? {} : { authorization: `Bearer ${key}` }),
  body: (model, { instructions, text }) => ({
    model,
    messages: [
      { role: 'system', content: instructions },
      { role: 'user', content: text },
    ],
    response_format: { type: 'json_object' },
  }),
  reply(answer) {
    const { data } = openAiAnswer.safeParse(answer);
    const said = data?.choices[0]?.message.content;
    if (!data || said === undefined) return null;
    return { text: said, inputTokens: data.usage.prompt_tokens, outputTokens: data.usage.completion_tokens };
  },
};

const anthropicAnswer = z.object({
  content: z.array(z.object({ type: z.string(), text: z.string().optional() })),
  usage: z.object({ input_tokens: count, output_tokens: count }).catch({ input_tokens: 0, output_tokens: 0 }),
});

const anthropic: ModelProtocol = {
  path: 'v1/messages',
  headers: (key) => ({ 'anthropic-version': '2023-06-01', ...(key !== null && { 'x-api-key': key }) }),
  body: (model, { instructions, text }) => ({
    model,
    max_tokens: MAX_TOKENS,
    system: instructions,
    messages: [{ role: 'user', content: text }],
  }),
  reply(answer) {
    const { data } = anthropicAnswer.safeParse(answer);
    if (!data) return null;
    const text = data.content.map((part) => part.text ?? '').join('');
    return { text, inputTokens: data.usage.input_tokens, outputTokens: data.usage.output_tokens };
  },
};

export const modelProtocols: Record<ModelKind, ModelProtocol> = { OPENAI: openAi, ANTHROPIC: anthropic };

/** The port to language models: one question, one answer, and what it took. */

export const modelKinds = ['OPENAI', 'ANTHROPIC'] as const;
export type ModelKind = (typeof modelKinds)[number];

export type ModelAccess = { kind: ModelKind; address: string; model: string; key: string | null };

export type ModelQuestion = { instructions: string; text: string };

export type ModelReply = { text: string; inputTokens: number; outputTokens: number };

/** Why there is no reply, in words for who set the model up. Nothing of a document is in them. */
export type ModelProblem = { message: string };

/** How a kind of model is asked over HTTP, and where its reply stands in the answer. */
export type ModelProtocol = {
  path: string;
  headers: (key: string | null) => Record<string, string>;
  body: (model: string, question: ModelQuestion) => unknown;
  reply: (answer: unknown) => ModelReply | null;
};

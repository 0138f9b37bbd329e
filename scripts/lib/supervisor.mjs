import { join } from 'node:path';
import { startChild } from './child.mjs';
import { logTo } from './log-files.mjs';
import { asPlain, PlainError } from './plain-error.mjs';

/** Keeps together what was started: notices when a part ends unasked, and stops all parts in reverse order. */
export class Supervisor {
  /** Resolves with the sentence that says so when a part fails. */
  failed;
  children = [];
  #fail;
  #undo = [];
  #isStopping = false;

  /**
   * @param {object} options
   * @param {string} options.directory The data directory, with the logs.
   * @param {(line: string) => void} options.show Takes the lines that a person should see.
   * @param {boolean} options.isVerbose Whether that is all of them.
   */
  constructor({ directory, show, isVerbose }) {
    this.directory = directory;
    this.show = show;
    this.isVerbose = isVerbose;
    this.failed = new Promise((resolve) => {
      this.#fail = resolve;
    });
  }

  /** Has `undo` done when everything stops, before what was registered earlier. */
  onStop(undo) {
    this.#undo.push(undo);
  }

  /** Starts one of our programs, to be stopped with the others. `noun` is what a sentence calls it. */
  launch(name, noun, args, env) {
    const child = startChild({ name, args, env, onLine: this.logFor(name) });
    this.children.push(child);
    this.watch(name, noun, child.exited);
    return child;
  }

  /** Takes it for a failure when `exited` resolves before everything is stopped. */
  async watch(name, noun, exited) {
    const { how, lastWords } = await exited;
    if (this.#isStopping) return;
    const log = join(this.directory, 'logs', `${name}.log`);
    this.#fail(new PlainError(`The ${noun} stopped unexpectedly (${how}). Its last lines, from ${log}:\n${lastWords}`));
  }

  /** Where the lines of a program's output go. */
  logFor(name, isVerbose = this.isVerbose) {
    return logTo(this.directory, name, {
      isVerbose,
      show: (line) => this.show(line),
      onError: (error) => this.#fail(asPlain(error)),
    });
  }

  /** Rejects as soon as a part fails; else what `work` gives. */
  async unlessFailed(work) {
    return Promise.race([
      work,
      this.failed.then((error) => {
        throw error;
      }),
    ]);
  }

  async stop() {
    this.#isStopping = true;
    while (this.#undo.length) await this.#undo.pop()();
  }

  kill() {
    for (const child of this.children) child.kill();
  }
}

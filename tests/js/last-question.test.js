import assert from "node:assert/strict";
import { test } from "node:test";

import { LastQuestion } from "../../static/js/page.js";

/** Answers when the test says so, whatever was aborted. */
const slowServer = () => {
  const asked = [];
  const ask = (about, signal) =>
    new Promise((resolve, reject) => asked.push({ about, signal, resolve, reject }));
  return { asked, ask };
};

test("a question gets its answer", async () => {
  const question = new LastQuestion(async (about) => `answer to ${about}`);

  assert.equal(await question.answer("one"), "answer to one");
});

test("an answer that comes after the next question is dropped", async () => {
  const { asked, ask } = slowServer();
  const question = new LastQuestion(ask);
  const first = question.answer("one");
  const second = question.answer("two");

  asked[1].resolve("second answer");
  asked[0].resolve("first answer");

  assert.deepEqual(await Promise.all([first, second]), [null, "second answer"]);
  assert.deepEqual(asked.map(({ signal }) => signal.aborted), [true, false]);
});

test("an error that comes after the next question is dropped", async () => {
  const { asked, ask } = slowServer();
  const question = new LastQuestion(ask);
  const first = question.answer("one");
  void question.answer("two");

  asked[0].reject(new Error("aborted"));

  assert.equal(await first, null);
});

test("an error of the last question is the caller's", async () => {
  const question = new LastQuestion(() => Promise.reject(new Error("no server")));

  await assert.rejects(question.answer("one"), { message: "no server" });
});

test("of questions that follow each other without a pause only the last is asked", async () => {
  const { asked, ask } = slowServer();
  const question = new LastQuestion(ask);

  const dropped = ["+", "+4", "+46"].map((typed) => question.answer(typed, 1));
  const last = question.answer("+467", 1);
  assert.deepEqual(await Promise.all(dropped), [null, null, null]);
  await until(() => asked.length > 0);
  asked[0].resolve("answer");

  assert.equal(await last, "answer");
  assert.deepEqual(asked.map(({ about }) => about), ["+467"]);
});

test("a forgotten question is not asked", async () => {
  const { asked, ask } = slowServer();
  const question = new LastQuestion(ask);
  const answer = question.answer("+46", 1);

  question.forget();

  assert.equal(await answer, null);
  assert.deepEqual(asked, []);
});

const until = async (holds) => {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
};

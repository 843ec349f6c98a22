// SPDX-License-Identifier: Apache-2.0
// A field's value on its way to another program: chosen by typing a few letters of its title.
import { choose } from './dialog.js';
import { pick, say } from './words.js';

function valuesOf(view) {
  const fields = (view.verdict?.licences ?? []).flatMap((licence) => licence.fields);
  const blanks = view.form.map((blank) => ({ title: blank.title, value: { zh: blank.value, en: blank.value } }));
  return (fields.length > 0 ? fields : blanks).filter((field) => pick(field.value) !== '');
}

/** Whether one was copied. */
export async function copyField(view) {
  const values = valuesOf(view);
  const find = async (query) => values
    .map((field, index) => ({ value: String(index), label: pick(field.title), more: pick(field.value) }))
    .filter(({ label, more }) => `${label} ${more}`.toLowerCase().includes(query.toLowerCase()));
  const index = values.length > 0 ? await choose(say('copy'), say('searchField'), find, []) : null;
  if (index === null) {
    return false;
  }
  await navigator.clipboard.writeText(pick(values[Number(index)].value));
  return true;
}

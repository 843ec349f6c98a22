/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_CASE_WORDS_H
#define WALLET_CLI_CASE_WORDS_H

#include <wallet/case.h>

/* What the parts of a case are called: by *_name() in JSON, by *_word() for people. */

const char *case_material_name(enum wallet_material_state state);
const char *case_material_word(enum wallet_material_state state, enum wallet_language language);
const char *case_provenance_name(enum wallet_provenance provenance);
const char *case_provenance_word(enum wallet_provenance provenance, enum wallet_language language);
const char *case_lack_name(enum wallet_lack_kind kind);

/** What a rule came to, in one word: 一致, 不一致, 无法比对, or that it waits for a licence. */
const char *case_rule_word(const struct wallet_case_rule *rule, enum wallet_language language);

/** The state of this name, as `NOT_ACCEPTED` or `not-accepted`; WALLET_CASE_NONE: there is none. */
enum wallet_case_state case_state_find(const char *name);

/** Something that is lacking, as a sentence; writes to `out`. */
void case_lack_write(
    const struct wallet_case *item,
    struct wallet_lack lack,
    enum wallet_language language,
    char out[512]);

#endif

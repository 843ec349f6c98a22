/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_DEMO_H
#define WALLET_CLI_DEMO_H

#include <wallet/verify.h>

#include "exit_code.h"
#include "file.h"
#include "session.h"

#include <limits.h>

enum {
    DEMO_LICENCE_COUNT = 3
};

/** One of the licences of the demo, on its way from data to verdict. */
struct demo_licence {
    const char *type_name;
    const struct wallet_type *type;
    struct wallet_key *key; /* of the agency that issues it; borrowed from the demo */
    struct wallet_buffer licence;
    struct wallet_buffer text;
    struct file scanned;
    int64_t until_unix; /* 0: without end */
};

/** A throw-away world: two agencies, an impostor, three licences, a verifier, a folder. */
struct demo {
    const struct session *session;
    char folder[PATH_MAX];
    int64_t now_unix;
    struct wallet_catalogue *catalogue;
    struct wallet_key *police;
    struct wallet_key *market;
    struct wallet_key *impostor;
    struct wallet_trust *trust;
    struct wallet_verifier *verifier;
    struct wallet_verdict *verdict;
    struct demo_licence licences[DEMO_LICENCE_COUNT];
};

/** What came of a step. */
struct demo_outcome {
    bool is_verdict; /* else it was done, as `detail` says */
    enum wallet_decision decision;
    enum wallet_reason reason;
    char detail[160];
};

/** One line of the demo's table. */
struct demo_step {
    const char *what;
    const char *what_zh;
    size_t licence; /* which of the three */
    enum exit_code (*run)(struct demo *demo, size_t licence, struct demo_outcome *out);
    enum wallet_decision expected; /* of a verdict */
    enum wallet_reason expected_reason;
};

/** The main job, and what fails against it; both end with a zeroed entry. */
extern const struct demo_step demo_steps[];
extern const struct demo_step demo_attacks[];

/** Verifies `input` as of `at_unix`. */
enum exit_code demo_verify(
    struct demo *demo, struct wallet_bytes input, int64_t at_unix, struct demo_outcome *out);

/** Draws `text`, saves it as NAME.png in the demo's folder. */
enum exit_code demo_draw(
    struct demo *demo, const char *name, struct wallet_bytes text, struct demo_outcome *out);

/** Scans NAME.png in the demo's folder back; `out_text` is replaced by the text of its one code. */
enum exit_code demo_scan(struct demo *demo, const char *name, struct file *out_text);

/** Issues what is in the data of the demo for the licence's type, signed as `signer` says. */
enum exit_code demo_issue(
    struct demo *demo,
    struct demo_licence *licence,
    const struct wallet_signer *signer,
    struct wallet_buffer *out);

/** Tells that a call of the library failed in a way that it never should. */
enum exit_code demo_complain(const struct demo *demo, const struct wallet_error *error);

#endif

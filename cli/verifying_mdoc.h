/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_CLI_VERIFYING_MDOC_H
#define WALLET_CLI_VERIFYING_MDOC_H

#include "check.h"
#include "input.h"
#include "mdoc_session.h"

/** A counter to which mobile documents are shown; start with `= { 0 }`. */
struct verifying_mdoc {
    const struct session *session;
    const struct mdoc_settings *settings;
    struct mdoc_session known;
    struct wallet_mdoc *mdoc; /* the verdicts */
};

/** Reads what is known of the session; tells why where it cannot. */
enum exit_code verifying_mdoc_start(
    const struct session *session,
    const struct mdoc_settings *settings,
    struct verifying_mdoc *out);

void verifying_mdoc_finish(struct verifying_mdoc *verifying);

/**
 * Verifies what a device shows, prints the verdict on each document, and tells what is still needed where it
 * stays open, or fails, who shows it.
 *
 * \param decisions  how often each enum wallet_decision was made so far
 */
enum exit_code verifying_mdoc_take(
    const struct verifying_mdoc *verifying,
    const struct checker *checker,
    const struct input *input,
    size_t decisions[3]);

/** Of the code of a device's engagement: tells how a document is got by it.  Nothing of any other. */
void verifying_mdoc_advise_engagement(const struct session *session, const struct input *input);

#endif

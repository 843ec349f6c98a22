/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_TEST_DESK_H
#define WALLET_TEST_DESK_H

#include <wallet/wallet.h>

#include "agency.h"

/*
 * A counter to which a whole family and its business may come: an agency that may sign every type, a
 * holder with a key and any licences, requests, and a memory of what was shown.
 */

#define DESK_ID       "913605020000000194"
#define DESK_CARD     "11100000000013127D001"
#define DESK_REGISTER "11100000000013127D002"
#define DESK_BUSINESS "11100000MB0143028R001"

/* The woman to whom all belongs, by default; her husband and their daughter are in the register. */
#define DESK_WOMAN    "360502199003070024"
#define DESK_HUSBAND  "360502199003070016"
#define DESK_STRANGER "110101199003070003"

struct desk {
    struct wallet_catalogue *catalogue;
    struct wallet_key *agency;
    struct wallet_signer agency_signer;
    struct wallet_trust *trust;
    struct wallet_verifier *verifier;
    struct wallet_key *holder;
    struct wallet_signer holder_signer;
    struct wallet_key *counter;
    struct wallet_signer counter_signer;
    struct wallet_presentation *presentation;
    uint8_t seen[64][WALLET_REPLAY_KEY_SIZE]; /* what was shown, the oldest first */
    size_t seen_count;
};

/** Sets everything up; all keys are for this algorithm. */
void desk_open(struct desk *desk, enum wallet_algorithm algorithm);
void desk_close(struct desk *desk);

/** An ID card's fields in JSON, of somebody with this name and number; sex and birth follow from it. */
const char *desk_card(const char *name, const char *number);

/** A household register of the woman, her husband and their daughter, in JSON. */
const char *desk_register(void);

/** A business licence of the company with this USCC, represented by somebody with this name. */
const char *desk_business(const char *uscc, const char *representative);

/** Issues a licence for AGENCY_NOW and a year; it lives until the test ends.  `holder` NULL: printed. */
struct wallet_bytes desk_issue(
    const struct desk *desk, const char *type, const char *json, const struct wallet_key *holder);

/**
 * Opens a licence and shows what the paths say, separated by blanks; "holder" is the number of who
 * holds it.  Freed by the caller.
 */
struct wallet_selection *desk_select(
    const struct desk *desk, struct wallet_bytes licence, const char *paths);

/** Shows selections to the desk, and frees them; what is shown lives until the test ends. */
struct wallet_bytes desk_show(
    const struct desk *desk,
    struct wallet_selection **selections,
    size_t count,
    const struct wallet_signer *signer,
    struct wallet_bytes nonce,
    int64_t at_unix);

/** Asks for something; freed by the caller. */
struct wallet_request *desk_ask(
    const struct desk *desk,
    const struct wallet_request_item *items,
    size_t count,
    enum wallet_relation relation);

/** Lets the desk look at it; tells the reason, WALLET_REASON_NONE if it is accepted. */
enum wallet_reason desk_judge(
    struct desk *desk,
    struct wallet_bytes shown,
    const struct wallet_request *request,
    int64_t at_unix);

#endif

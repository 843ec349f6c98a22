/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_DESK_COUNTER_CODE_H
#define WALLET_DESK_COUNTER_CODE_H

#include <wallet/matter.h>
#include <wallet/request.h>

#include "signers.h"

#include <jansson.h>

struct gate;

/**
 * The counter's own code: a signed request for what a matter needs of the applicant, drawn, and signed
 * anew when its time is over; where there is a gate, it is opened with it, and for as long.  Start with the
 * first five members.
 */
struct counter_code {
    const struct session *session;
    const struct wallet_catalogue *catalogue;
    const struct signing *signing;  /* NULL: the desk has no key */
    unsigned seconds;               /* how long one is good; 0: WALLET_REQUEST_SECONDS */
    struct gate *gate;              /* for phones without a wallet; NULL: there is none */
    struct wallet_request *request; /* that is shown; NULL: none */
    struct wallet_request *before;  /* the one before, which somebody may be answering */
    struct wallet_buffer bytes;     /* of both, as they were signed */
    struct wallet_buffer bytes_before;
    char *drawing; /* SVG */
    char *door;    /* the address of the page for phones, SVG; NULL: there is none */
};

/** Signs and draws one for the matter; false where it cannot, after it told the session why. */
bool counter_code_renew(
    struct counter_code *code, const struct wallet_matter *matter, int64_t at_unix);

/** One of the two as it was signed; empty for any other.  Borrows. */
struct wallet_bytes counter_code_bytes(
    const struct counter_code *code, const struct wallet_request *request);

/** {"code", "until", "seconds", "phones", "asked", "kept"}; null where there is none; the caller owns it. */
json_t *counter_code_json(const struct counter_code *code);

/** Only {"code", "until", "seconds", "phones"} and only {"asked"}, as a citizen sees them; null as above. */
json_t *counter_code_drawing_json(const struct counter_code *code);
json_t *counter_code_asked_json(const struct counter_code *code);

/** Takes it off the screen; the requests stay until counter_code_forget(). */
void counter_code_hide(struct counter_code *code);

void counter_code_forget(struct counter_code *code);

#endif

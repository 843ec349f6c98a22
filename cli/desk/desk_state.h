/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_DESK_DESK_STATE_H
#define WALLET_DESK_DESK_STATE_H

#include <wallet/scan_stream.h>

#include "desk.h"
#include "door.h"
#include "gun_watch.h"
#include "hand.h"
#include "http_run.h"
#include "page.h"
#include "view.h"
#include "waiting.h"

#include <stdatomic.h>

enum {
    DESK_TOKEN_SIZE = 64,
    DESK_ORIGIN_SIZE = HTTP_ADDRESS_SIZE + 8,
    DESK_SECRET_SIZE = 32,   /* bytes of a token */
    DESK_CODE_MAX = 262144,  /* bytes of a code's text */
    DESK_FILE_MAX = 8 << 20, /* of a file that is dropped */
    DESK_FRAME_SIDE_MAX = 4096,
    DESK_FRAME_HEAD = 8, /* bytes before the pixels: width and height */
    DESK_FRAME_MAX = DESK_FRAME_SIDE_MAX * DESK_FRAME_SIDE_MAX + DESK_FRAME_HEAD,
};

struct frame_job;

/**
 * The desk, shared by its threads: `clerk` alone touches visit and waiting, `eyes` alone stream and pace;
 * the rest is only read once it serves.
 */
struct desk {
    const struct session *session;
    const struct desk_settings *settings;
    struct page page;
    struct signing signing;
    struct examiner examiner;
    struct wallet_matters *matters; /* of a desk without a store */
    struct case_store store;        /* with --store */
    struct visit visit;
    struct waiting waiting;
    struct gun_watch gun;
    struct hand *clerk;   /* does all acts, one after the other */
    struct hand *courier; /* calls the repository; NULL: there is none */
    struct hand *eyes;    /* has pictures looked at, which takes its time */
    struct wallet_scan_stream *stream;
    struct wallet_pace pace;
    _Atomic(struct frame_job *) newest; /* frame that nobody looked at yet */
    bool is_leaving;
    char token[DESK_TOKEN_SIZE];
    char origin[DESK_ORIGIN_SIZE];
    struct http_guard guard;
    struct door door; /* of phones */
    struct http_route *routes;
};

#endif

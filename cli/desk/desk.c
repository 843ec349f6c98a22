/* SPDX-License-Identifier: Apache-2.0 */
#include "desk.h"

#include "acts.h"
#include "clock.h"
#include "courier.h"
#include "desk_open.h"
#include "desk_state.h"
#include "gun_scan.h"
#include "interrupt.h"
#include "output.h"
#include "place.h"
#include "reach.h"
#include "reply.h"
#include "words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    CONNECTIONS = 64, /* a browser's two windows need ten */
    BODIES_SIZE = 64 << 20,
};

#define TOKEN_FIELD "X-Desk-Token"
#define POLICY                                                                          \
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "   \
    "media-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; " \
    "frame-ancestors 'none'"

static const struct http_own_field fields[] = {
    { "Content-Security-Policy", POLICY },
    { "Referrer-Policy", "no-referrer" },
    { "Permissions-Policy", "camera=(self), microphone=(), geolocation=()" },
    { "Cross-Origin-Opener-Policy", "same-origin" },
    { "Cross-Origin-Resource-Policy", "same-origin" },
    { NULL, NULL },
};

/* Between two acts: what is due in the visit, and who has waited long enough. */
static int64_t do_what_is_due(void *opaque)
{
    struct desk *desk = opaque;
    const double now = clock_milliseconds();
    const int64_t visit = visit_due(&desk->visit, now);

    courier_send(desk);
    if (desk->is_leaving) {
        reply_all(desk);
    } else {
        reply_waiting(desk, now);
    }
    const int64_t waiting = waiting_due(&desk->waiting, now);
    return waiting < 0 || (visit >= 0 && visit < waiting) ? visit : waiting;
}

static enum exit_code start_threads(struct desk *desk)
{
    char scanner[PATH_MAX];

    if (place_scanner(scanner) &&
        wallet_scan_stream_new(scanner, 0, &desk->stream, NULL) != WALLET_OK) {
        return complain_memory(desk->session);
    }
    desk->clerk = hand_start(&(struct hand_terms){ desk, do_what_is_due });
    desk->eyes = hand_start(&(struct hand_terms){ desk, NULL });
    desk->courier = hand_start(&(struct hand_terms){ desk, NULL });
    if (!desk->clerk || !desk->eyes || !desk->courier) {
        return complain_memory(desk->session);
    }

    return !desk->settings->gun || gun_watch_start(&desk->gun, desk, desk->settings->gun)
               ? EXIT_CODE_OK
               : complain_memory(desk->session);
}

/* In this order: each gives to the next. */
static void stop_threads(struct desk *desk)
{
    door_close(desk);
    gun_watch_stop(&desk->gun);
    hand_stop(desk->eyes);
    hand_stop(desk->courier);
    hand_stop(desk->clerk);
}

/* The port is known: so is what the page's own requests say. */
static void ready(struct http_run *run)
{
    struct desk *desk = run->context;
    char address[HTTP_ADDRESS_SIZE];

    http_address_text(&run->address, address);
    (void)snprintf(desk->origin, sizeof desk->origin, "http://%s", address);
    desk->guard =
        (struct http_guard){ .origin = desk->origin, .field = TOKEN_FIELD, .token = desk->token };
}

static void say_goodbye(void *opaque, struct hand_job *job)
{
    struct desk *desk = opaque;

    desk->is_leaving = true;
    free(job);
}

static void leave(struct http_run *run)
{
    struct desk *desk = run->context;
    struct hand_job *job = malloc(sizeof *job);

    if (job) {
        *job = (struct hand_job){ .run = say_goodbye };
        hand_give(desk->clerk, job);
    }
}

static enum exit_code serve(struct desk *desk)
{
    const struct http_settings where = { .listen = desk->settings->listen,
                                         .connections = CONNECTIONS,
                                         .behind_proxy = true };
    struct http_tls tls;
    struct http_run run = {
        .server = { .limits = { .body_size = DESK_FRAME_MAX, .bodies_size = BODIES_SIZE },
                    .fields = fields,
                    .guard = &desk->guard },
        .context = desk,
        .tell = reach_tell,
        .ready = ready,
        .leave = leave,
        .is_one_host = true,
    };

    enum exit_code code = reach_check(desk->session, desk->settings->listen);
    if (code == EXIT_CODE_OK) {
        code = http_options_apply(desk->session, &where, DESK_LISTEN, &tls, &run);
    }
    if (code == EXIT_CODE_OK) {
        code = desk_open(desk);
    }
    if (code == EXIT_CODE_OK && !(desk->routes = acts_routes(&desk->page))) {
        code = complain_memory(desk->session);
    }
    if (code == EXIT_CODE_OK) {
        run.server.routes = desk->routes;
        code = start_threads(desk);
    }
    if (code == EXIT_CODE_OK) {
        code = door_open(desk);
    }
    if (code == EXIT_CODE_OK) {
        code = http_run(desk->session, &run);
    }
    stop_threads(desk);
    if (code == EXIT_CODE_OK) {
        interrupt_settle();
    }
    return code;
}

enum exit_code desk_run(const struct session *session, const struct desk_settings *settings)
{
    static struct desk desk; /* large, and there is one */

    words_wipe_json();
    desk = (struct desk){ .session = session, .settings = settings };
    const enum exit_code code = serve(&desk);
    desk_close(&desk);
    return code;
}

/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/issue.h>

#include "issuing.h"
#include "output.h"

/*
 * A licence that can be revoked names its place in the status lists.  The place is drawn before the
 * licence is signed; the register stays locked until both are written.
 */

enum exit_code issuing_draw_place(struct issuing *issuing)
{
    const struct session *session = issuing->session;
    struct wallet_terms *terms = wallet_record_terms(issuing->record);
    struct wallet_status_place place;
    struct wallet_error error;

    if (!issuing->settings->status) {
        return EXIT_CODE_OK;
    }

    enum exit_code code = status_register_open(session, issuing->settings->status, &issuing->reg);
    if (code == EXIT_CODE_OK &&
        wallet_status_register_draw(
            issuing->reg.reg, issuing->moment.unix_seconds, &place, &error) != WALLET_OK) {
        code = refuse(session, &error, SAY(session, "no place was drawn", "未分配到位置"));
        hint(session, SAY(session, "begin another register", "请另建登记簿"));
    }
    if (code == EXIT_CODE_OK) {
        terms->status_uri = place.uri;
        terms->status_index = place.index;
    }

    return code;
}

enum exit_code issuing_enter_place(struct issuing *issuing)
{
    const struct session *session = issuing->session;
    struct wallet_error error;

    if (!issuing->settings->status || issuing->settings->dry_run) {
        return EXIT_CODE_OK;
    }
    if (wallet_status_register_enter(issuing->reg.reg, issuing->identifier, &error) == WALLET_OK) {
        return status_register_save(session, &issuing->reg);
    }

    const enum exit_code code =
        refuse(session, &error, SAY(session, "the licence was not entered", "证照未登记"));
    hint(session, SAY(session, "nothing was written", "未写入任何文件"));
    return code;
}

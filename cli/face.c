/* SPDX-License-Identifier: Apache-2.0 */
#include "face.h"

#include "clock.h"
#include "face_scope.h"
#include "file.h"
#include "granting.h"
#include "output.h"
#include "types.h"

#include <stdlib.h>
#include <string.h>

enum {
    PICTURE_MAX = 16777216, /* bytes */
};

/* One comparison on its way to a grant. */
struct facing {
    const struct session *session;
    const struct face_settings *settings;
    struct face_scope scope;
    uint8_t portrait[WALLET_GRANT_DIGEST_SIZE];
    struct matcher_answer answer;
    int64_t compared_unix;
};

static enum exit_code check_settings(
    const struct session *session, const struct face_settings *settings)
{
    const char *missing = !settings->portrait  ? "portrait"
                          : !settings->live    ? "live"
                          : !settings->matcher ? "matcher"
                          : !settings->holder  ? "holder"
                          : !settings->key     ? "key"
                                               : NULL;
    if (!missing) {
        return showing_check(session, &settings->showing);
    }

    complain(session, SAY(session, "'--%s' is missing", "缺少 '--%s'"), missing);
    why(session,
        SAY(session,
            "two pictures are compared by a program, and this service signs for the outcome",
            "由程序比对两张图片，本服务就结果签名"));
    hint(
        session,
        "wallet face-assert --request FILE --portrait FILE --live FILE --matcher PROGRAM "
        "--holder 111:... --key FILE");
    return EXIT_CODE_USAGE;
}

static enum exit_code take_digest(
    const struct session *session, const char *path, uint8_t out[WALLET_GRANT_DIGEST_SIZE])
{
    struct file file = { .data = NULL };

    const enum exit_code code = file_read(session, path, PICTURE_MAX, &file);
    if (code == EXIT_CODE_OK) {
        wallet_grant_portrait_digest(file_bytes(&file), out);
    }

    file_free(&file);
    return code;
}

/* What the grant names is what was compared. */
static enum exit_code check_unchanged(const struct facing *facing)
{
    const struct session *session = facing->session;
    uint8_t now[WALLET_GRANT_DIGEST_SIZE];

    const enum exit_code code = take_digest(session, facing->settings->portrait, now);
    if (code != EXIT_CODE_OK || memcmp(now, facing->portrait, sizeof now) == 0) {
        return code;
    }

    complain(session, SAY(session, "nothing was signed", "未签发任何内容"));
    why(session,
        SAY(session, "the portrait was changed while it was compared", "比对期间存档相片被改动"));
    hint(session, SAY(session, "compare again", "请重新比对"));
    return EXIT_CODE_FILE;
}

static enum exit_code complain_different(const struct facing *facing)
{
    const struct session *session = facing->session;
    const struct matcher_answer *answer = &facing->answer;

    complain(session, SAY(session, "nothing was signed", "未签发任何内容"));
    if (answer->is_by_person) {
        why(session, SAY(session, "they are different people", "人工认定不是同一人"));
    } else {
        why(session,
            SAY(session,
                "the score is below the threshold: %u of %u thousandths",
                "分值低于下限：%u/1000，下限 %u/1000"),
            answer->score,
            answer->threshold);
    }
    hint(
        session,
        SAY(session,
            "let the person show a code or answer a request, or look at an identity document",
            "请改用亮码、扫码，或核对身份证件"));
    return EXIT_CODE_REFUSED;
}

static enum exit_code complain_unsure(const struct session *session)
{
    complain(session, SAY(session, "nothing was signed", "未签发任何内容"));
    why(session,
        SAY(session, "whether they are the same person was left open", "人工未能认定是否为同一人"));
    hint(
        session,
        SAY(session,
            "take a better picture, or look at an identity document",
            "请重新拍照，或核对身份证件"));
    return EXIT_CODE_UNKNOWN;
}

static enum exit_code compare(struct facing *facing)
{
    const struct face_settings *settings = facing->settings;
    const struct matcher matcher = { .program = settings->matcher,
                                     .portrait = settings->portrait,
                                     .live = settings->live,
                                     .seconds = settings->time_limit };

    enum exit_code code = take_digest(facing->session, settings->portrait, facing->portrait);
    if (code == EXIT_CODE_OK) {
        code = matcher_ask(facing->session, &matcher, &facing->answer);
    }
    if (code == EXIT_CODE_OK) {
        code = check_unchanged(facing);
    }
    if (code != EXIT_CODE_OK) {
        return code;
    }

    facing->compared_unix = clock_now();
    switch (facing->answer.decision) {
    case MATCHER_SAME: break;
    case MATCHER_DIFFERENT: return complain_different(facing);
    case MATCHER_UNSURE: return complain_unsure(facing->session);
    }

    return EXIT_CODE_OK;
}

static enum exit_code sign(struct facing *facing)
{
    const struct face_settings *settings = facing->settings;
    const struct matcher_answer *answer = &facing->answer;
    const struct wallet_grant_evidence evidence = {
        .way = answer->is_by_person ? "two pictures, one to one, by a person"
                                    : "two pictures, one to one, by a program",
        .level = settings->assurance > 0 ? settings->assurance : 1,
        .compared_unix = facing->compared_unix,
        .portrait = { facing->portrait, sizeof facing->portrait },
        .model = answer->model,
        .is_by_person = answer->is_by_person,
        .score = answer->score,
        .threshold = answer->threshold,
    };
    struct granting granting = { .session = facing->session,
                                 .catalogue = facing->scope.catalogue,
                                 .terms = { .method = WALLET_GRANT_FACE,
                                            .holder = settings->holder,
                                            .seconds = settings->seconds,
                                            .evidence = &evidence } };
    struct signing signing = { .key = NULL };

    face_scope_fill(&facing->scope, &granting.terms);
    enum exit_code code = signers_open(facing->session, settings->key, &settings->signer, &signing);
    if (code == EXIT_CODE_OK) {
        granting.signer = signing.signer;
        code = granting_print(&granting, clock_now());
    }
    if (code == EXIT_CODE_OK) {
        code = granting_write(&granting, &settings->showing, clock_now());
    }

    granting_finish(&granting);
    signers_close(&signing);
    return code;
}

static enum exit_code run(struct facing *facing, const struct operands *operands)
{
    enum exit_code code = check_settings(facing->session, facing->settings);

    if (code == EXIT_CODE_OK) {
        code = face_scope_read(facing->session, facing->settings, operands, &facing->scope);
    }
    if (code == EXIT_CODE_OK) {
        code = compare(facing);
    }
    if (code == EXIT_CODE_OK) {
        code = sign(facing);
    }

    face_scope_finish(&facing->scope);
    return code;
}

enum exit_code face_run(
    const struct session *session,
    const struct face_settings *settings,
    const struct operands *operands)
{
    struct facing *facing = calloc(1, sizeof *facing);
    if (!facing) {
        return complain_memory(session);
    }

    facing->session = session;
    facing->settings = settings;
    const enum exit_code code = run(facing, operands);
    free(facing);
    return code;
}

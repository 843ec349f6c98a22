/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include "file.h"
#include "output.h"
#include "status_store.h"
#include "trust_source.h"
#include "types.h"

#include <string.h>

static enum exit_code make_verifier(struct checker *checker)
{
    if (wallet_verifier_new(checker->trust, checker->catalogue, &checker->verifier, NULL) !=
            WALLET_OK ||
        wallet_verdict_new(&checker->verdict, NULL) != WALLET_OK) {
        return complain_memory(checker->session);
    }

    return EXIT_CODE_OK;
}

static enum exit_code load_status(struct checker *checker, const char *given)
{
    char store[PATH_MAX];
    const char *path = given;

    if (!path && status_store_default(store) && file_is_folder(store)) {
        path = store;
    }

    if (!path) {
        return EXIT_CODE_OK;
    }

    const enum exit_code code =
        status_store_load(checker->session, path, checker->trust, &checker->status);
    checker->status_issued =
        code == EXIT_CODE_OK ? status_store_issued(checker->session, path, checker->trust) : 0;
    return code;
}

static enum exit_code open_trust(struct checker *checker, const struct check_settings *settings)
{
    struct trust_source source = { .trust = NULL };
    const enum exit_code code = trust_source_open(
        checker->session, &settings->trust, checker->moment.unix_seconds, &source);

    checker->trust = source.trust;
    checker->trust_issued = source.issued_unix;
    memcpy(checker->trust_age, source.age, sizeof checker->trust_age);
    return code;
}

/* What needs trust, and the catalogue. */
static enum exit_code finish_start(struct checker *checker, const struct check_settings *settings)
{
    enum exit_code code = make_verifier(checker);

    if (code == EXIT_CODE_OK) {
        code = load_status(checker, settings->status);
    }
    if (code == EXIT_CODE_OK) {
        wallet_verifier_set_status(checker->verifier, checker->status);
    }

    return code;
}

/* A machine may know authorities of mobile documents by VICALs, and nobody else. */
static void remark_nobody(const struct session *session, const struct option_list *names)
{
    if (names->count == 0 && trust_source_is_there(names)) {
        remark(
            session,
            SAY(session,
                "only who stands in a VICAL is trusted, for mobile documents: others need --trust "
                "FILE",
                "仅信任 VICAL 中的移动证件机构：其他请用 --trust FILE 指定"));
        return;
    }

    remark(
        session,
        SAY(session,
            "nobody is trusted, so nothing can be accepted: give --trust FILE",
            "没有任何信任来源，不会通过任何证照：请用 --trust FILE 指定"));
}

enum exit_code checker_start(
    const struct session *session, const struct check_settings *settings, struct checker *out)
{
    *out = (struct checker){ .session = session };

    enum exit_code code = clock_read(session, settings->at, &out->moment);
    if (code == EXIT_CODE_OK) {
        code = open_trust(out, settings);
    }
    if (code == EXIT_CODE_OK) {
        code = types_load(session, &out->catalogue);
    }
    if (code == EXIT_CODE_OK) {
        code = finish_start(out, settings);
    }
    if (code == EXIT_CODE_OK && wallet_trust_count(out->trust) == 0) {
        remark_nobody(session, &settings->trust);
    }

    return code;
}

enum exit_code checker_renew(struct checker *checker, const struct check_settings *settings)
{
    struct checker next = { .session = checker->session, .catalogue = checker->catalogue };

    enum exit_code code = clock_read(next.session, settings->at, &next.moment);
    if (code == EXIT_CODE_OK) {
        code = open_trust(&next, settings);
    }
    if (code == EXIT_CODE_OK) {
        code = finish_start(&next, settings);
    }

    struct checker *gone = code == EXIT_CODE_OK ? checker : &next;
    gone->catalogue = NULL;
    checker_finish(gone);
    if (code == EXIT_CODE_OK) {
        *checker = next;
    }
    return code;
}

void checker_finish(struct checker *checker)
{
    wallet_verdict_free(checker->verdict);
    wallet_verifier_free(checker->verifier);
    wallet_status_snapshot_free(checker->status);
    wallet_catalogue_free(checker->catalogue);
    wallet_trust_free(checker->trust);
}

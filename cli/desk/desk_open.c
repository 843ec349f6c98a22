/* SPDX-License-Identifier: Apache-2.0 */
#include "desk_open.h"

#include "base64.h"
#include "clock.h"
#include "desk_state.h"
#include "output.h"
#include "place.h"
#include "words.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    IDLE_SECONDS = 60
};

static enum exit_code open_page(struct desk *desk)
{
    char folder[PATH_MAX];

    return place_desk(folder) ? page_read(desk->session, folder, &desk->page)
                              : page_complain(desk->session, NULL);
}

static enum exit_code complain_matters(struct desk *desk, const struct wallet_error *error)
{
    const enum exit_code code = refuse(
        desk->session, error, SAY(desk->session, "the matters cannot be used", "事项目录不可用"));

    hint(
        desk->session,
        SAY(desk->session,
            "mend the file, or set WALLET_CATALOGUE to another folder",
            "请修正该文件，或用 WALLET_CATALOGUE 指明其他目录"));
    return code;
}

static enum exit_code complain_matter(const struct desk *desk)
{
    const struct session *session = desk->session;
    const char *name = desk->settings->matter;
    const char *near = wallet_matters_nearest(
        desk->visit.desk_case.matters,
        (struct wallet_bytes){ (const uint8_t *)name, strlen(name) });

    complain(session, SAY(session, "there is no matter '%s'", "没有事项 '%s'"), name);
    why(session,
        SAY(session,
            "%zu matters are known, none of them by this name",
            "已知 %zu 个事项，均非此名"),
        wallet_matters_count(desk->visit.desk_case.matters));
    hint(
        session,
        near ? SAY(session, "is '%s' meant?", "是否为 '%s'？")
             : SAY(session,
                   "leave '--matter' out, and choose on the page%s",
                   "请去掉 '--matter'，在页面上选择%s"),
        near ? near : "");
    return EXIT_CODE_USAGE;
}

static enum exit_code complain_clerk(const struct session *session)
{
    complain(session, SAY(session, "'--clerk' is missing", "缺少 '--clerk'"));
    why(session,
        SAY(session,
            "what is done in a case or fetched is somebody's, and is written down",
            "办件的每步操作和每次取证都要记录经办人"));
    hint(session, SAY(session, "--clerk NAME", "请用 --clerk 姓名"));
    return EXIT_CODE_USAGE;
}

/* A call to a repository is signed by the counter, says who asks, and is answered by one that is known. */
static enum exit_code check_fetching(const struct desk *desk)
{
    const struct session *session = desk->session;
    const struct desk_settings *settings = desk->settings;
    const bool is_fetching =
        settings->repository || settings->repository_id || settings->authorities;
    const char *missing = !is_fetching               ? NULL
                          : !settings->repository    ? "repository"
                          : !settings->repository_id ? "repository-id"
                          : !settings->key           ? "key"
                                                     : NULL;
    if (!missing) {
        return is_fetching && !settings->clerk ? complain_clerk(session) : EXIT_CODE_OK;
    }

    complain(session, SAY(session, "'--%s' is missing", "缺少 '--%s'"), missing);
    why(session,
        SAY(session,
            "the counter signs what it asks a repository for, and takes that one's answer alone",
            "取证请求由窗口签署，且只接受该证照库的答复"));
    hint(
        session,
        "--repository https://repository.example --repository-id USCC --key FILE --clerk NAME");
    return EXIT_CODE_USAGE;
}

/* Cases are handled by the matters of their store, so that both mean the same by one name. */
static enum exit_code open_store(struct desk *desk)
{
    struct desk_case *desk_case = &desk->visit.desk_case;

    if (!desk->settings->clerk) {
        return complain_clerk(desk->session);
    }

    const enum exit_code code = case_store_open(desk->session, desk->settings->store, &desk->store);
    if (code == EXIT_CODE_OK) {
        desk_case->store = &desk->store;
        desk_case->matters = desk->store.matters.matters;
    }

    return code;
}

static enum exit_code load_matters(struct desk *desk)
{
    char folder[PATH_MAX];
    struct wallet_error error;

    if (!place_catalogue(folder) ||
        wallet_matters_load(folder, desk->examiner.checker.catalogue, &desk->matters, &error) !=
            WALLET_OK) {
        return complain_matters(desk, &error);
    }

    desk->visit.desk_case.matters = desk->matters;
    return EXIT_CODE_OK;
}

static enum exit_code open_matters(struct desk *desk)
{
    struct desk_case *desk_case = &desk->visit.desk_case;
    const enum exit_code code = desk->settings->store ? open_store(desk) : load_matters(desk);

    desk_case->session = desk->session;
    if (code != EXIT_CODE_OK) {
        return code;
    }

    return desk_case_choose(desk_case, desk->settings->matter) ? EXIT_CODE_OK
                                                               : complain_matter(desk);
}

static enum exit_code open_key(struct desk *desk)
{
    const struct desk_settings *settings = desk->settings;

    return settings->key
               ? signers_open(desk->session, settings->key, &settings->signer, &desk->signing)
               : EXIT_CODE_OK;
}

static enum exit_code make_token(struct desk *desk)
{
    uint8_t secret[DESK_SECRET_SIZE];

    if (getentropy(secret, sizeof secret) != 0) {
        return complain_memory(desk->session);
    }

    (void)base64_write(BASE64_URL, (struct wallet_bytes){ secret, sizeof secret }, desk->token);
    explicit_bzero(secret, sizeof secret);
    return EXIT_CODE_OK;
}

static void make_visit(struct desk *desk)
{
    struct visit *visit = &desk->visit;
    const struct desk_settings *settings = desk->settings;

    visit->examiner = &desk->examiner;
    visit->idle_seconds = settings->idle_seconds ? settings->idle_seconds : IDLE_SECONDS;
    visit->code = (struct counter_code){ .session = desk->session,
                                         .catalogue = desk->examiner.checker.catalogue,
                                         .gate = door_gate(desk),
                                         .signing = settings->key ? &desk->signing : NULL,
                                         .seconds = settings->ask_seconds };
    visit->errand = (struct errand){ .session = desk->session,
                                     .catalogue = desk->examiner.checker.catalogue,
                                     .signing = settings->key ? &desk->signing : NULL,
                                     .repository = settings->repository_id };
    visit->desk_case.clerk = (struct wallet_clerk){ .name = settings->clerk,
                                                    .account = settings->account,
                                                    .window = settings->window };
    visit->version = 1;
    visit->touched = clock_milliseconds();
}

enum exit_code desk_open(struct desk *desk)
{
    enum exit_code code = check_fetching(desk);

    if (code == EXIT_CODE_OK) {
        code = open_page(desk);
    }
    if (code == EXIT_CODE_OK) {
        code = open_key(desk);
    }
    if (code == EXIT_CODE_OK) {
        code = door_prepare(desk);
    }
    if (code == EXIT_CODE_OK) {
        const char *counter = desk->settings->key ? wallet_key_issuer(desk->signing.key) : NULL;
        code = examiner_open(
            desk->session,
            &desk->settings->examiner,
            counter && counter[0] ? counter : NULL,
            &desk->examiner);
    }
    if (code == EXIT_CODE_OK) {
        make_visit(desk);
        code = open_matters(desk);
    }
    if (code == EXIT_CODE_OK) {
        code = lock_read(desk->session, desk->settings->lock_pin, &desk->visit.lock);
    }

    return code == EXIT_CODE_OK ? make_token(desk) : code;
}

void desk_close(struct desk *desk)
{
    visit_close(&desk->visit);
    door_free(desk);
    if (desk->settings->store) {
        case_store_close(&desk->store);
    }
    wallet_matters_free(desk->matters);
    examiner_close(&desk->examiner);
    signers_close(&desk->signing);
    wallet_scan_stream_free(desk->stream);
    page_free(&desk->page);
    free(desk->routes);
    explicit_bzero(desk->token, sizeof desk->token);
}

/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WALLET_TEST_MAKE_CASE_H
#define WALLET_TEST_MAKE_CASE_H

#include <wallet/case.h>

#include "base/cleanup.h"
#include "database/database.h"
#include "desk.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What the matter asks for, by index. */
enum {
    IDENTITY = 0,
    HOUSEHOLD = 1,
    APPLICATION = 2,
    SPOUSE = 3,

    BLANK_NAME = 0,
    BLANK_NUMBER = 1,
    BLANK_PHONE = 2,

    RULE_HOUSEHOLD = 0,
    RULE_REGION = 1,
};

/** A matter of ours; `region` is what an address has to begin with, `shared` of the ID card. */
#define MATTER_JSON(region_, shared_)                                                                   \
    "{\"name\":\"test-matter\",\"code\":\"113605000000000195\","                                        \
    "\"title\":{\"zh\":\"测试事项\",\"en\":\"Test matter\"},"                                       \
    "\"department\":{\"zh\":\"某局\",\"en\":\"Some bureau\"},"                                        \
    "\"department_code\":\"" AGENCY_ISSUER "\",\"basis\":\"某办法\",\"days\":3,"                     \
    "\"parties\":["                                                                                     \
    "{\"name\":\"applicant\",\"title\":{\"zh\":\"申请人\",\"en\":\"Applicant\"},"                    \
    "\"holder\":\"person\"},"                                                                           \
    "{\"name\":\"spouse\",\"title\":{\"zh\":\"配偶\",\"en\":\"Spouse\"},\"holder\":\"person\"}],"     \
    "\"materials\":["                                                                                   \
    "{\"name\":\"identity\",\"title\":{\"zh\":\"身份证\",\"en\":\"ID card\"},\"kind\":1,"            \
    "\"copies\":1,\"form\":\"automatic-first\",\"necessity\":\"necessary\","                            \
    "\"source\":\"government\",\"shared\":" shared_ ",\"licences\":[{\"type\":\"id-card\","             \
    "\"fields\":[\"name\",\"citizen_number\",\"address\"]}]},"                                          \
    "{\"name\":\"household\",\"title\":{\"zh\":\"户口簿\",\"en\":\"Register\"},\"kind\":1,"          \
    "\"copies\":1,\"form\":\"automatic-first\",\"necessity\":\"deferrable\","                           \
    "\"source\":\"government\",\"shared\":true,\"licences\":[{\"type\":\"household-register\","         \
    "\"fields\":[\"members.name\",\"members.citizen_number\"]}]},"                                      \
    "{\"name\":\"application\",\"title\":{\"zh\":\"申请表\",\"en\":\"Application\"},\"kind\":1,"     \
    "\"copies\":1,\"form\":\"paper\",\"necessity\":\"necessary\",\"source\":\"applicant\","             \
    "\"shared\":true},"                                                                                 \
    "{\"name\":\"spouse-identity\",\"title\":{\"zh\":\"配偶身份证\",\"en\":\"Spouse's card\"},"    \
    "\"kind\":1,\"copies\":1,\"form\":\"automatic-first\",\"necessity\":\"not-necessary\","             \
    "\"source\":\"government\",\"party\":\"spouse\",\"licences\":[{\"type\":\"id-card\","               \
    "\"fields\":[\"name\",\"citizen_number\"]}]}],"                                                     \
    "\"form\":["                                                                                        \
    "{\"name\":\"name\",\"title\":{\"zh\":\"姓名\",\"en\":\"Name\"},\"kind\":\"text\","               \
    "\"required\":true,\"from\":[\"id-card.name\"]},"                                                   \
    "{\"name\":\"number\",\"title\":{\"zh\":\"号码\",\"en\":\"Number\"},"                             \
    "\"kind\":\"citizen-number\",\"required\":true,\"from\":[\"id-card.citizen_number\"]},"             \
    "{\"name\":\"phone\",\"title\":{\"zh\":\"电话\",\"en\":\"Phone\"},\"kind\":\"phone\","            \
    "\"required\":true}],"                                                                              \
    "\"rules\":["                                                                                       \
    "{\"name\":\"in-household\",\"title\":{\"zh\":\"申请人在户内\",\"en\":\"In the household\"}," \
    "\"kind\":\"member\",\"left\":[\"id-card.citizen_number\"],"                                        \
    "\"right\":[\"household-register.members.citizen_number\"]},"                                       \
    "{\"name\":\"region\",\"title\":{\"zh\":\"住在本地\",\"en\":\"Lives here\"},"                   \
    "\"kind\":\"region\",\"advisory\":true,\"left\":[\"id-card.address\"],"                             \
    "\"texts\":[\"" region_ "\"]}]}"

#define CASE_MATTER   MATTER_JSON("江西省新余市", "true")
#define CASE_NUMBER_1 "36050020261123000001"
#define CASE_NUMBER_2 "36050020261123000002"

/** A counter with an empty store of cases: a file, or a schema of $WALLET_TEST_POSTGRESQL. */
struct window {
    struct desk desk;
    struct wallet_matters *matters;
    struct wallet_verdict *verdict;
    uint8_t secret[WALLET_AUDIT_SECRET_SIZE];
    char folder[64]; /* "": on a server */
    char database[512];
    struct wallet_cases *cases;
    struct wallet_case_actor actor;
    struct wallet_error error;
};

static inline void window_demand(const struct window *window, enum wallet_status status)
{
    if (status != WALLET_OK) {
        fail_msg("%s: %s", wallet_status_name(status), window->error.message);
    }
}

static inline void window_place(struct window *window)
{
    static unsigned count;
    const char *server = getenv("WALLET_TEST_POSTGRESQL");
    struct wlt_database *database = NULL;
    char sql[64];

    if (!server) {
        (void)snprintf(window->folder, sizeof window->folder, "/tmp/wallet-cases-test-XXXXXX");
        CHECK(mkdtemp(window->folder));
        (void)snprintf(window->database, sizeof window->database, "%s/cases.db", window->folder);
        return;
    }

    (void)snprintf(sql, sizeof sql, "CREATE SCHEMA window_%d_%u", (int)getpid(), ++count);
    window_demand(window, wlt_database_open(server, &database, &window->error));
    window_demand(window, wlt_database_run(database, sql, &window->error));
    wlt_database_close(database);
    (void)snprintf(
        window->database,
        sizeof window->database,
        "%s%coptions=-csearch_path%%3Dwindow_%d_%u",
        server,
        strchr(server, '?') ? '&' : '?',
        (int)getpid(),
        count);
}

static inline struct wallet_matters *window_matters(struct window *window, const char *json)
{
    struct wallet_matters *matters = NULL;
    window_demand(
        window,
        wallet_matters_parse(test_text(json), window->desk.catalogue, &matters, &window->error));
    return matters;
}

static inline struct wallet_cases *window_connect(struct window *window)
{
    struct wallet_cases *cases = NULL;
    window_demand(
        window,
        wallet_cases_open(
            window->database,
            window->desk.catalogue,
            window->matters,
            window->secret,
            &cases,
            &window->error));
    return cases;
}

static inline void window_open(struct window *window)
{
    *window = (struct window){
        .actor = { { "兰芷", "lanzhi", "3号窗口" }, AGENCY_NOW },
        .secret = { 7, 1 },
    };
    desk_open(&window->desk, WALLET_ALGORITHM_ED25519);
    window_demand(window, wallet_verdict_new(&window->verdict, &window->error));
    window->matters = window_matters(window, CASE_MATTER);
    window_place(window);
    const struct wallet_cases_terms terms = { DESK_ID, "360500", window->secret };
    window_demand(window, wallet_cases_create(window->database, &terms, &window->error));
    window->cases = window_connect(window);
}

static inline void window_close(struct window *window)
{
    static const char *const ends[] = { "", "-wal", "-shm" };
    char path[600];

    wallet_cases_close(window->cases);
    wallet_matters_free(window->matters);
    wallet_verdict_free(window->verdict);
    desk_close(&window->desk);
    for (size_t i = 0; window->folder[0] && i < sizeof ends / sizeof *ends; i++) {
        (void)snprintf(path, sizeof path, "%s%s", window->database, ends[i]);
        (void)unlink(path);
    }
    if (window->folder[0]) {
        CHECK_EQUAL(rmdir(window->folder), 0);
    }
}

static inline struct wallet_case *window_case(struct window *window)
{
    struct wallet_case *item = NULL;
    window_demand(
        window,
        wallet_case_open(
            window->cases,
            wallet_matters_at(window->matters, 0),
            WALLET_CHANNEL_WINDOW,
            &window->actor,
            &item,
            &window->error));
    return item;
}

static inline struct wallet_case *window_load(struct window *window, const char *number)
{
    struct wallet_case *item = NULL;
    window_demand(window, wallet_case_load(window->cases, number, &item, &window->error));
    return item;
}

/** Verifies what is printed, and takes it. */
static inline enum wallet_status window_take(
    struct window *window, struct wallet_case *item, struct wallet_bytes licence)
{
    CHECK(
        wallet_verify(
            window->desk.verifier, licence, window->actor.at_unix, window->verdict, NULL) !=
        WALLET_ERR_MEMORY);
    const struct wallet_case_licence taken = {
        .way = WALLET_WAY_SHEET,
        .original = licence,
        .verdict = window->verdict,
    };
    return wallet_case_take(item, &taken, &window->actor, &window->error);
}

static inline struct wallet_bytes window_card(
    const struct window *window, const char *name, const char *number)
{
    return desk_issue(&window->desk, DESK_CARD, desk_card(name, number), NULL);
}

static inline struct wallet_bytes window_register(const struct window *window)
{
    return desk_issue(&window->desk, DESK_REGISTER, desk_register(), NULL);
}

/** Puts all that is needed into a case. */
static inline void window_fill(struct window *window, struct wallet_case *item)
{
    const struct wallet_case_actor *actor = &window->actor;
    struct wallet_error *error = &window->error;

    window_demand(window, window_take(window, item, window_card(window, "钟望舒", DESK_WOMAN)));
    window_demand(window, window_take(window, item, window_register(window)));
    window_demand(window, wallet_case_take_paper(item, APPLICATION, "已签字", actor, error));
    window_demand(window, wallet_case_write(item, BLANK_PHONE, "0790-1234567", actor, error));
}

static inline void window_go(
    struct window *window, struct wallet_case *item, enum wallet_case_state state)
{
    window_demand(window, wallet_case_go(item, state, "依申请", &window->actor, &window->error));
}

#endif

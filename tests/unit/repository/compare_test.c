/* SPDX-License-Identifier: Apache-2.0 */
#include "repository/compare.h"

#include "base/text.h"
#include "repository/call.h"
#include "unit/trust/make_entry.h"

#include <stdlib.h>

#define SAME       WALLET_COMPARISON_SAME
#define DIFFERENT  WALLET_COMPARISON_DIFFERENT
#define IMPOSSIBLE WALLET_COMPARISON_IMPOSSIBLE

/** A field of an ID card, what is stored, what is sent, and what comes of it. */
static const struct {
    const char *field;
    const char *stored; /* text of bytes kinds */
    int64_t number;
    const char *sent;
    enum wallet_comparison wanted;
} cases[] = {
    { "name", "简素心", 0, "简素心", SAME },
    { "name", "简素心", 0, " 简素心\t", SAME },
    { "name", "简素心", 0, "\u3000简素心\u3000", SAME },
    { "name", "简素心", 0, "简素", DIFFERENT },
    { "name", "简素心", 0, "简 素心", DIFFERENT },
    { "name",
      "Chloé",
      0,
      "Chloe\u0301",
      IMPOSSIBLE }, /* not in NFC: nothing we could have stored */
    { "name", "简素心", 0, "\xff", IMPOSSIBLE },
    { "name", "简素心", 0, " ", IMPOSSIBLE },
    { "name", "简素心", 0, "", IMPOSSIBLE },
    { "name", "a\nb", 0, "a\nb", IMPOSSIBLE },
    { "citizen_number", "36050219900307002X", 0, "36050219900307002x", SAME },
    { "citizen_number", "360502199003070024", 0, "360502199003070025", DIFFERENT },
    { "citizen_number", "360502199003070024", 0, "36050219900307002", DIFFERENT },
    { "birth_date", "", 7370, "1990-03-07", SAME },
    { "birth_date", "", 7370, "19900307", SAME },
    { "birth_date", "", 7370, "1990-03-08", DIFFERENT },
    { "birth_date", "", 7370, "7 March", IMPOSSIBLE },
    { "sex", "", 2, "女", SAME },
    { "sex", "", 2, "2", SAME },
    { "sex", "", 2, "男", DIFFERENT },
    { "sex", "", 2, "unheard of", IMPOSSIBLE },
    { "portrait", "picture", 0, "picture", IMPOSSIBLE },
};

TEST(values_are_compared_as_their_kinds_read_them)
{
    struct wallet_catalogue *catalogue = NULL;

    CHECK_EQUAL(wallet_catalogue_load(getenv("WALLET_CATALOGUE"), &catalogue, NULL), WALLET_OK);
    const struct wallet_type *type = wallet_catalogue_find(catalogue, test_text("id-card"));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct wallet_field *field = wallet_type_find_field(type, test_text(cases[i].field));
        const struct wallet_value stored = { test_text(cases[i].stored), cases[i].number };
        CHECK_ROW(
            cases[i].sent, wlt_compare(field, &stored, test_text(cases[i].sent)), cases[i].wanted);
    }

    wallet_catalogue_free(catalogue);
}

TEST(what_is_not_there_cannot_be_compared)
{
    struct wallet_catalogue *catalogue = NULL;

    CHECK_EQUAL(wallet_catalogue_load(getenv("WALLET_CATALOGUE"), &catalogue, NULL), WALLET_OK);
    const struct wallet_type *type = wallet_catalogue_find(catalogue, test_text("id-card"));
    const struct wallet_field *field = wallet_type_find_field(type, test_text("name"));
    CHECK_EQUAL(wlt_compare(field, NULL, test_text("简素心")), IMPOSSIBLE);
    wallet_catalogue_free(catalogue);
}

/* A household of two, with what is needed only. */
static const char *const register_json =
    "{\"serial\":\"TEST20260002\",\"fields\":{"
    "\"household_class\":\"家庭户\",\"head_name\":\"简素心\","
    "\"household_number\":\"360502000888\",\"address\":\"江西省新余市渝水区样例路1号\","
    "\"registration_authority\":\"新余市公安局渝水分局\",\"issued_on\":\"2026-04-02\","
    "\"members\":["
    "{\"name\":\"简素心\",\"relation\":\"户主\",\"sex\":\"女\",\"ethnic_group\":\"汉\","
    "\"native_place\":\"江西省新余市\",\"birth_date\":\"1990-03-07\","
    "\"citizen_number\":\"360502199003070024\"},"
    "{\"name\":\"钟见山\",\"relation\":\"夫\",\"sex\":\"男\",\"ethnic_group\":\"汉\","
    "\"native_place\":\"江西省新余市\",\"birth_date\":\"1990-03-07\","
    "\"citizen_number\":\"360502199003070016\"}]}}";

enum {
    NOW = 1795420800, /* 2026-11-23T08:00:00Z */
};

/** The register, bound to a key, and so with decoys among its members; or to be printed. */
static struct wallet_selection *make_register(
    const struct wallet_catalogue *catalogue, bool is_bound)
{
    struct member issuer = make_member(1, NULL, WALLET_ALGORITHM_ED25519);
    const struct wallet_type *type =
        wallet_catalogue_find(catalogue, test_text("household-register"));
    struct wallet_selection *selection = NULL;
    struct wallet_record *record = NULL;
    struct wallet_buffer licence = { 0 };

    CHECK_EQUAL(wallet_record_parse(type, test_text(register_json), &record, NULL), WALLET_OK);
    CHECK_EQUAL(
        is_bound ? wallet_issue_bound(record, issuer.key, &issuer.signer, NOW, &licence, NULL)
                 : wallet_issue(record, &issuer.signer, NOW, &licence, NULL),
        WALLET_OK);
    CHECK_EQUAL(
        wallet_selection_new(wallet_buffer_bytes(&licence), catalogue, &selection, NULL),
        WALLET_OK);
    wallet_buffer_clear(&licence);
    wallet_record_free(record);
    clear_member(&issuer);
    return selection;
}

/** Head of the household, and of a member name, sex and number: what is sent, and what comes of it. */
static const struct {
    const char *values[4];
    enum wallet_comparison wanted[4];
} households[] = {
    { { "简素心", "简素心", "女", "360502199003070024" }, { SAME, SAME, SAME, SAME } },
    { { "简素心", "钟见山", "男", "360502199003070016" }, { SAME, SAME, SAME, SAME } },
    { { "钟见山", "钟见山", "1", "360502199003070016" }, { DIFFERENT, SAME, SAME, SAME } },
    /* Two people's: one of them is compared with, the one who agrees more, else the first. */
    { { "简素心", "简素心", "男", "360502199003070016" }, { SAME, DIFFERENT, SAME, SAME } },
    { { "简素心", "简素心", "what", "360502199003070016" }, { SAME, SAME, IMPOSSIBLE, DIFFERENT } },
    { { "简素心", "张三", "女", "11010519491231002X" }, { SAME, DIFFERENT, SAME, DIFFERENT } },
    { { "简素心", "张三", "?", "11010519491231002X" }, { SAME, DIFFERENT, IMPOSSIBLE, DIFFERENT } },
};

TEST(values_of_members_are_compared_with_one_of_them)
{
    static const uint64_t keys[] = { 1, 4, 11 };
    static const struct wallet_request_field fields[] = {
        { .key = 2 }, { .key = 9, .members = keys, .member_count = 3 }
    };
    static const struct wallet_request_item item = { "11100000000013127D002", fields, 2, true };
    struct wallet_catalogue *catalogue = NULL;

    CHECK_EQUAL(wallet_catalogue_load(getenv("WALLET_CATALOGUE"), &catalogue, NULL), WALLET_OK);
    CHECK_EQUAL(wlt_call_values_of(&item), 4);
    for (int is_bound = 0; is_bound <= 1; is_bound++) {
        struct wallet_selection *selection = make_register(catalogue, is_bound);
        for (size_t i = 0; i < sizeof households / sizeof *households; i++) {
            struct wallet_answer_comparison out[4] = { { .field = 0 } };
            wlt_compare_item(&item, selection, households[i].values, out);
            for (size_t j = 0; j < 4; j++) {
                CHECK_ROW(households[i].values[j], out[j].comparison, households[i].wanted[j]);
                CHECK_EQUAL(out[j].field, j == 0 ? 2 : 9);
                CHECK_EQUAL(out[j].member, j == 0 ? 0 : keys[j - 1]);
            }
        }
        wallet_selection_free(selection);
    }

    wallet_catalogue_free(catalogue);
}

TEST(what_members_do_not_say_cannot_be_compared)
{
    static const uint64_t keys[] = { 1, 14 };
    static const struct wallet_request_field fields[] = {
        { .key = 5 }, { .key = 9, .members = keys, .member_count = 2 }
    };
    static const struct wallet_request_item item = { "11100000000013127D002", fields, 2, true };
    static const char *const values[] = { "一个社区", "钟见山", "本科毕业" };
    struct wallet_answer_comparison out[3] = { { .field = 0 } };
    struct wallet_catalogue *catalogue = NULL;

    CHECK_EQUAL(wallet_catalogue_load(getenv("WALLET_CATALOGUE"), &catalogue, NULL), WALLET_OK);
    struct wallet_selection *selection = make_register(catalogue, true);
    wlt_compare_item(&item, selection, values, out);
    CHECK_EQUAL(out[0].comparison, IMPOSSIBLE);
    CHECK_EQUAL(out[1].comparison, SAME);
    CHECK_EQUAL(out[2].comparison, IMPOSSIBLE);
    wallet_selection_free(selection);
    wallet_catalogue_free(catalogue);
}

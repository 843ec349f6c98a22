/* SPDX-License-Identifier: Apache-2.0 */
#include "counter/case.h"
#include "counter/reuse.h"
#include "make_listed.h"

struct told {
    size_t count;
    size_t materials[4];
    char sources[4][WALLET_CASE_NUMBER_SIZE];
    char types[4][24];
};

static bool tell(void *context, const struct wallet_reusable *reusable)
{
    struct told *told = context;

    CHECK(told->count < 4);
    CHECK_TEXT(reusable->clerk, "兰芷");
    told->materials[told->count] = reusable->material;
    (void)snprintf(told->sources[told->count], WALLET_CASE_NUMBER_SIZE, "%s", reusable->source);
    (void)snprintf(told->types[told->count++], 24, "%s", reusable->type);
    return true;
}

static struct told ask(struct window *window, struct wallet_case *item)
{
    struct told told = { 0 };
    window_demand(window, wallet_case_reusable(item, tell, &told, &window->error));
    return told;
}

static void accept_one(struct window *window)
{
    struct wallet_case *item = window_case(window);
    window_fill(window, item);
    window_go(window, item, WALLET_CASE_ACCEPTED);
    wallet_case_free(item);
}

/** A case in which only the ID card is there, which says whose it is. */
static struct wallet_case *open_with_card(struct window *window, const char *number)
{
    struct wallet_case *item = window_case(window);
    window_demand(window, window_take(window, item, window_card(window, "钟望舒", number)));
    return item;
}

static enum wallet_status reuse(
    struct window *window, struct wallet_case *item, size_t material, const char *source)
{
    const struct wallet_case_again again = { source, window->desk.verifier, false };
    return wallet_case_reuse(item, material, &again, &window->actor, &window->error);
}

TEST(what_was_accepted_once_is_not_asked_for_again)
{
    struct window window;
    window_open(&window);
    accept_one(&window);
    window.actor.at_unix += 60;
    struct wallet_case *item = open_with_card(&window, DESK_WOMAN);
    const struct told told = ask(&window, item);
    struct wallet_case_material material;

    CHECK_EQUAL(told.count, 2);
    CHECK_EQUAL(told.materials[0], HOUSEHOLD);
    CHECK_TEXT(told.types[0], DESK_REGISTER);
    CHECK_EQUAL(told.materials[1], APPLICATION);
    CHECK_TEXT(told.types[1], "");
    CHECK_TEXT(told.sources[1], CASE_NUMBER_1);
    window_demand(&window, reuse(&window, item, HOUSEHOLD, CASE_NUMBER_1));
    window_demand(&window, reuse(&window, item, APPLICATION, CASE_NUMBER_1));
    CHECK_EQUAL(ask(&window, item).count, 0);
    wallet_case_free(item);

    item = window_load(&window, CASE_NUMBER_2);
    wallet_case_material_at(item, HOUSEHOLD, &material);
    CHECK_EQUAL(material.state, WALLET_MATERIAL_LICENCE);
    CHECK_EQUAL(material.way, WALLET_WAY_REUSE);
    wallet_case_material_at(item, APPLICATION, &material);
    CHECK_EQUAL(material.state, WALLET_MATERIAL_PAPER);
    CHECK_EQUAL(material.way, WALLET_WAY_REUSE);
    CHECK_TEXT(material.note, "已签字");
    wallet_case_free(item);
    window_close(&window);
}

TEST(the_record_of_reuse_is_whole)
{
    struct window window;
    window_open(&window);
    accept_one(&window);
    window.actor.at_unix += 60;
    struct wallet_case *item = open_with_card(&window, DESK_WOMAN);
    struct wlt_case_act act;
    struct wlt_reuse record;
    struct wallet_buffer original = { 0 };

    window_demand(&window, reuse(&window, item, HOUSEHOLD, CASE_NUMBER_1));
    window_demand(
        &window, wlt_case_act_read(wallet_buffer_bytes(&item->acts[2]), &act, &window.error));
    window_demand(&window, wlt_reuse_read(act.body, &record, &window.error));
    CHECK_BYTES(record.id, test_text(CASE_NUMBER_2 "/2"));
    CHECK_BYTES(record.material, test_text("household"));
    CHECK_BYTES(record.title, test_text("户口簿"));
    CHECK_EQUAL(record.necessity, WALLET_DEFERRABLE);
    CHECK_EQUAL(record.form, WALLET_FORM_AUTOMATIC_FIRST);
    CHECK_EQUAL(record.way, WALLET_WAY_REUSE);
    CHECK_BYTES(record.source, test_text(CASE_NUMBER_1));
    CHECK_EQUAL(record.source_place, 2);
    CHECK_EQUAL(record.source_act.size, WLT_SHA256_SIZE);
    CHECK_BYTES(record.source_material, test_text("household"));
    CHECK_BYTES(record.holder, test_text("111:" DESK_WOMAN));
    CHECK_EQUAL(record.submitted_unix, AGENCY_NOW);
    CHECK_BYTES(record.clerk, test_text("兰芷"));
    CHECK_BYTES(record.level, test_text("B"));
    CHECK(record.has_until);
    CHECK_EQUAL(record.until_unix, AGENCY_NOW + AGENCY_A_YEAR);
    CHECK_BYTES(record.scope, test_text("113605000000000195"));
    CHECK_BYTES(record.department, test_text(AGENCY_ISSUER));
    CHECK_BYTES(record.comparison, test_text("same"));
    CHECK_BYTES(record.told, test_text(DESK_ID));
    CHECK(record.taken.size > 0 && record.note.size == 0);
    window_demand(
        &window,
        wlt_cases_get_original(window.cases, record.original.data, &original, &window.error));
    CHECK(original.size > 0);
    wallet_buffer_clear(&original);
    wallet_case_free(item);
    window_close(&window);
}

TEST(only_what_the_same_holder_submitted_is_used_again)
{
    struct window window;
    window_open(&window);
    accept_one(&window);
    struct wallet_case *item = open_with_card(&window, DESK_STRANGER);

    CHECK_EQUAL(ask(&window, item).count, 0);
    CHECK_EQUAL(reuse(&window, item, HOUSEHOLD, CASE_NUMBER_1), WALLET_ERR_REFUSED);
    wallet_case_free(item);
    item = window_case(&window); /* nobody yet */
    CHECK_EQUAL(ask(&window, item).count, 0);
    CHECK_EQUAL(reuse(&window, item, APPLICATION, CASE_NUMBER_1), WALLET_ERR_REFUSED);
    wallet_case_free(item);
    window_close(&window);
}

TEST(what_was_not_accepted_or_was_given_back_is_not_used_again)
{
    struct window window;
    window_open(&window);
    struct wallet_case *first = window_case(&window);
    window_fill(&window, first);
    struct wallet_case *item = open_with_card(&window, DESK_WOMAN);

    CHECK_EQUAL(ask(&window, item).count, 0);
    CHECK_EQUAL(reuse(&window, item, HOUSEHOLD, CASE_NUMBER_1), WALLET_ERR_REFUSED);
    window_go(&window, first, WALLET_CASE_ACCEPTED);
    CHECK_EQUAL(ask(&window, item).count, 2);
    window_go(&window, first, WALLET_CASE_RETURNED);
    CHECK_EQUAL(ask(&window, item).count, 0);
    CHECK_EQUAL(reuse(&window, item, HOUSEHOLD, CASE_NUMBER_1), WALLET_ERR_REFUSED);
    wallet_case_free(item);
    wallet_case_free(first);
    window_close(&window);
}

TEST(what_was_superseded_or_has_expired_is_not_used_again)
{
    struct window window;
    window_open(&window);
    accept_one(&window);
    window.actor.at_unix += 60;
    accept_one(&window);
    struct wallet_case *item = open_with_card(&window, DESK_WOMAN);

    CHECK_EQUAL(reuse(&window, item, HOUSEHOLD, CASE_NUMBER_1), WALLET_ERR_REFUSED);
    CHECK(strstr(window.error.message, "newer"));
    CHECK_EQUAL(ask(&window, item).count, 2);
    CHECK_TEXT(ask(&window, item).sources[0], CASE_NUMBER_2);
    window.actor.at_unix = AGENCY_NOW + AGENCY_A_YEAR;
    CHECK_EQUAL(reuse(&window, item, HOUSEHOLD, CASE_NUMBER_2), WALLET_ERR_REFUSED);
    CHECK(strstr(window.error.message, "EXPIRED"));
    CHECK_EQUAL(reuse(&window, item, IDENTITY, CASE_NUMBER_2), WALLET_ERR_REFUSED); /* is there */
    CHECK_EQUAL(item->act_count, 2);
    wallet_case_free(item);
    window_close(&window);
}

TEST(what_a_matter_does_not_share_is_not_used_again)
{
    struct window window;
    window_open(&window);
    wallet_matters_free(window.matters);
    window.matters = window_matters(&window, MATTER_JSON("江西省新余市", "false"));
    wallet_cases_close(window.cases);
    window.cases = window_connect(&window);
    accept_one(&window);
    struct wallet_matters *other = window.matters;
    window.matters = window_matters(&window, CASE_MATTER);
    struct wallet_case *item = window_case(&window);

    window_demand(&window, window_take(&window, item, window_register(&window)));
    CHECK_EQUAL(reuse(&window, item, IDENTITY, CASE_NUMBER_1), WALLET_ERR_REFUSED);
    wallet_case_free(item);
    wallet_matters_free(other);
    window_close(&window);
}

TEST(an_original_that_is_not_what_it_was_is_not_used_again)
{
    struct window window;
    window_open(&window);
    accept_one(&window);
    struct wallet_case *item = open_with_card(&window, DESK_WOMAN);

    window_demand(
        &window,
        wlt_database_run(
            window.cases->database,
            window.folder[0] ? "UPDATE original SET sealed = substr(sealed, 1, 100)"
                             : "UPDATE original SET sealed = substring(sealed from 1 for 100)",
            &window.error));
    CHECK_EQUAL(reuse(&window, item, HOUSEHOLD, CASE_NUMBER_1), WALLET_ERR_MALFORMED);
    window_demand(
        &window, wlt_database_run(window.cases->database, "DELETE FROM original", &window.error));
    CHECK_EQUAL(reuse(&window, item, HOUSEHOLD, CASE_NUMBER_1), WALLET_ERR_MALFORMED);
    CHECK_EQUAL(item->act_count, 2);
    wallet_case_free(item);
    window_close(&window);
}

TEST(what_was_revoked_or_suspended_since_is_not_used_again)
{
    struct window window;
    struct published published;
    window_open(&window);
    accept_listed(&window, &published);
    struct wallet_case *item = open_with_card(&window, DESK_WOMAN);

    publish(&window, &published, WALLET_STATE_SUSPENDED);
    CHECK_EQUAL(reuse(&window, item, HOUSEHOLD, CASE_NUMBER_1), WALLET_ERR_REFUSED);
    CHECK(strstr(window.error.message, "SUSPENDED"));
    publish(&window, &published, WALLET_STATE_REVOKED);
    CHECK_EQUAL(reuse(&window, item, HOUSEHOLD, CASE_NUMBER_1), WALLET_ERR_REFUSED);
    CHECK(strstr(window.error.message, "REVOKED"));
    const struct wallet_case_again later = { CASE_NUMBER_1, window.desk.verifier, true };
    CHECK_EQUAL(
        wallet_case_reuse(item, HOUSEHOLD, &later, &window.actor, NULL), WALLET_ERR_REFUSED);
    CHECK_EQUAL(item->act_count, 2);
    wallet_case_free(item);
    withdraw(&published);
    window_close(&window);
}

TEST(what_cannot_be_told_is_used_again_only_to_be_checked_later)
{
    struct window window;
    struct published published;
    window_open(&window);
    accept_listed(&window, &published);
    struct wallet_case *item = open_with_card(&window, DESK_WOMAN);
    struct wallet_case_again again = { CASE_NUMBER_1, window.desk.verifier, false };
    struct wallet_case_material material;

    wallet_verifier_set_status(window.desk.verifier, NULL);
    CHECK_EQUAL(reuse(&window, item, HOUSEHOLD, CASE_NUMBER_1), WALLET_ERR_UNDETERMINED);
    CHECK(strstr(window.error.message, "STATUS_MISSING"));
    again.may_be_checked_later = true;
    window_demand(
        &window, wallet_case_reuse(item, HOUSEHOLD, &again, &window.actor, &window.error));
    wallet_case_material_at(item, HOUSEHOLD, &material);
    CHECK_EQUAL(material.state, WALLET_MATERIAL_UNCHECKED);
    CHECK_EQUAL(material.way, WALLET_WAY_REUSE);

    wallet_verifier_set_status(window.desk.verifier, published.snapshot); /* now it can be told */
    CHECK_EQUAL(ask(&window, item).count, 2);
    window_demand(
        &window, wallet_case_reuse(item, HOUSEHOLD, &again, &window.actor, &window.error));
    wallet_case_material_at(item, HOUSEHOLD, &material);
    CHECK_EQUAL(material.state, WALLET_MATERIAL_LICENCE);
    wallet_case_free(item);
    withdraw(&published);
    window_close(&window);
}

TEST(a_licence_is_not_used_again_where_nobody_can_be_asked)
{
    struct window window;
    window_open(&window);
    accept_one(&window);
    window.actor.at_unix += 60;
    struct wallet_case *item = open_with_card(&window, DESK_WOMAN);
    const struct wallet_case_again again = { .source = CASE_NUMBER_1 };

    CHECK_EQUAL(
        wallet_case_reuse(item, HOUSEHOLD, &again, &window.actor, NULL), WALLET_ERR_ARGUMENT);
    window_demand(
        &window, wallet_case_reuse(item, APPLICATION, &again, &window.actor, &window.error));
    wallet_case_free(item);
    window_close(&window);
}

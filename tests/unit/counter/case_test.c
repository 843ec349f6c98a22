/* SPDX-License-Identifier: Apache-2.0 */
#include "counter/case.h"

#include "make_case.h"

static enum wallet_material_state state_of(const struct wallet_case *item, size_t index)
{
    struct wallet_case_material material;
    wallet_case_material_at(item, index, &material);
    return material.state;
}

TEST(is_built_again_from_its_acts)
{
    struct window window;
    window_open(&window);
    struct wallet_case *item = window_case(&window);
    window_fill(&window, item);
    CHECK(wallet_case_is_ready(item));
    window_go(&window, item, WALLET_CASE_ACCEPTED);
    wallet_case_free(item);

    item = window_load(&window, CASE_NUMBER_1);
    struct wallet_case_blank name;
    struct wallet_case_blank phone;
    struct wallet_case_material paper;
    struct wallet_case_taken card;
    wallet_case_blank_at(item, BLANK_NAME, &name);
    wallet_case_blank_at(item, BLANK_PHONE, &phone);
    wallet_case_material_at(item, APPLICATION, &paper);
    wallet_case_licence_at(item, 0, &card);

    CHECK_TEXT(wallet_case_number(item), CASE_NUMBER_1);
    CHECK_EQUAL(wallet_case_state(item), WALLET_CASE_ACCEPTED);
    CHECK_EQUAL(wallet_case_channel(item), WALLET_CHANNEL_WINDOW);
    CHECK_EQUAL(wallet_case_opened(item), AGENCY_NOW);
    CHECK_TEXT(wallet_case_party(item, 0), "111:" DESK_WOMAN);
    CHECK_TEXT(wallet_case_party(item, 1), "");
    CHECK_TEXT(name.value, "钟望舒");
    CHECK_EQUAL(name.provenance, WALLET_PROVENANCE_LICENCE);
    CHECK_EQUAL(phone.provenance, WALLET_PROVENANCE_TYPED);
    CHECK_TEXT(paper.note, "已签字");
    CHECK_EQUAL(paper.way, WALLET_WAY_PAPER);
    CHECK_EQUAL(wallet_case_licence_count(item), 2);
    CHECK_EQUAL(card.way, WALLET_WAY_SHEET);
    CHECK_TEXT(card.issuer, AGENCY_ISSUER);
    CHECK_EQUAL(state_of(item, SPOUSE), WALLET_MATERIAL_NOT_NEEDED);
    wallet_case_free(item);
    window_close(&window);
}

TEST(tells_all_that_is_lacking_at_once)
{
    struct window window;
    window_open(&window);
    struct wallet_case *item = window_case(&window);

    CHECK_EQUAL(wallet_case_lack_count(item), 6); /* three materials, three blanks */
    CHECK_EQUAL(wallet_case_lack_at(item, 0).kind, WALLET_LACK_MATERIAL);
    CHECK_EQUAL(wallet_case_lack_at(item, 5).kind, WALLET_LACK_BLANK);
    CHECK_EQUAL(
        wallet_case_go(item, WALLET_CASE_ACCEPTED, NULL, &window.actor, &window.error),
        WALLET_ERR_REFUSED);
    window_go(&window, item, WALLET_CASE_CORRECTING);
    CHECK_EQUAL(
        wallet_case_go(item, WALLET_CASE_CORRECTING, NULL, &window.actor, &window.error),
        WALLET_ERR_REFUSED); /* told once */
    window_fill(&window, item);
    window_go(&window, item, WALLET_CASE_ACCEPTED);
    wallet_case_free(item);

    item = window_case(&window);
    window_fill(&window, item);
    CHECK_EQUAL(
        wallet_case_go(item, WALLET_CASE_CORRECTING, NULL, &window.actor, &window.error),
        WALLET_ERR_REFUSED); /* nothing is lacking */
    wallet_case_free(item);
    window_close(&window);
}

TEST(is_of_whom_the_first_licence_is_of)
{
    struct window window;
    window_open(&window);
    struct wallet_case *item = window_case(&window);
    const struct wallet_bytes card = window_card(&window, "钟望舒", DESK_WOMAN);

    window_demand(&window, window_take(&window, item, card));
    CHECK_EQUAL(window_take(&window, item, card), WALLET_ERR_REFUSED); /* twice the same */
    window_demand(
        &window, window_take(&window, item, window_card(&window, "蓝临川", DESK_HUSBAND)));
    CHECK_EQUAL(
        window_take(&window, item, window_card(&window, "方既白", DESK_STRANGER)),
        WALLET_ERR_REFUSED);
    CHECK_TEXT(wallet_case_party(item, 0), "111:" DESK_WOMAN);
    CHECK_TEXT(wallet_case_party(item, 1), "111:" DESK_HUSBAND);
    CHECK_EQUAL(wallet_case_licence_count(item), 2);
    wallet_case_free(item);
    window_close(&window);
}

TEST(takes_nothing_that_was_not_accepted)
{
    struct window window;
    window_open(&window);
    struct wallet_case *item = window_case(&window);
    const struct wallet_bytes card = window_card(&window, "钟望舒", DESK_WOMAN);
    const struct wallet_bytes business =
        desk_issue(&window.desk, DESK_BUSINESS, desk_business(DESK_ID, "钟望舒"), NULL);

    window.actor.at_unix = AGENCY_NOW + 2 * AGENCY_A_YEAR;
    CHECK_EQUAL(window_take(&window, item, card), WALLET_ERR_REFUSED); /* expired */
    window.actor.at_unix = AGENCY_NOW;
    CHECK_EQUAL(window_take(&window, item, business), WALLET_ERR_REFUSED); /* not wanted */

    CHECK_EQUAL(
        wallet_verify(window.desk.verifier, card, AGENCY_NOW, window.verdict, NULL), WALLET_OK);
    struct wallet_case_licence licence = { WALLET_WAY_PAPER, card, { 0 }, window.verdict, false };
    CHECK_EQUAL(
        wallet_case_take(item, &licence, &window.actor, &window.error), WALLET_ERR_ARGUMENT);
    licence.way = WALLET_WAY_FACE;
    licence.is_to_be_checked = true;
    CHECK_EQUAL(wallet_case_take(item, &licence, &window.actor, &window.error), WALLET_ERR_REFUSED);
    licence.is_to_be_checked = false;
    licence.original.size = 0;
    CHECK_EQUAL(
        wallet_case_take(item, &licence, &window.actor, &window.error), WALLET_ERR_ARGUMENT);
    licence.original.size = WALLET_CASE_ORIGINAL_MAX + 1;
    CHECK_EQUAL(
        wallet_case_take(item, &licence, &window.actor, &window.error), WALLET_ERR_TOO_LARGE);
    CHECK_EQUAL(wallet_case_licence_count(item), 0);
    CHECK_EQUAL(item->act_count, 1);
    wallet_case_free(item);
    window_close(&window);
}

/** What makes no sense, and what the matter has not. */
TEST(refuses_texts_and_names_that_make_no_sense)
{
    const struct wallet_case_again again = { .source = CASE_NUMBER_2 };
    struct window window;
    window_open(&window);
    struct wallet_case *item = window_case(&window);
    const struct wallet_case_actor *actor = &window.actor;
    struct wallet_case_actor nobody = window.actor;
    const struct wallet_case_actor nowhen = { window.actor.clerk, INT64_MAX };
    struct wallet_error *error = &window.error;
    char *many = test_memory(WALLET_CASE_TEXT_MAX + 2);
    memset(many, 'x', WALLET_CASE_TEXT_MAX + 1);
    nobody.clerk.name = "";

    CHECK_EQUAL(wallet_case_take_paper(item, 9, "x", actor, error), WALLET_ERR_UNKNOWN);
    CHECK_EQUAL(wallet_case_take_paper(item, APPLICATION, "", actor, error), WALLET_ERR_VALUE);
    CHECK_EQUAL(wallet_case_take_paper(item, APPLICATION, "a\nb", actor, error), WALLET_ERR_VALUE);
    CHECK_EQUAL(wallet_case_take_paper(item, APPLICATION, "\xff", actor, error), WALLET_ERR_VALUE);
    CHECK_EQUAL(
        wallet_case_take_paper(item, APPLICATION, many, actor, error), WALLET_ERR_TOO_LARGE);
    CHECK_EQUAL(wallet_case_take_paper(item, APPLICATION, "x", &nobody, error), WALLET_ERR_VALUE);
    CHECK_EQUAL(wallet_case_defer(item, IDENTITY, "2026-12-31", actor, error), WALLET_ERR_REFUSED);
    CHECK_EQUAL(wallet_case_defer(item, HOUSEHOLD, "2026-13-31", actor, error), WALLET_ERR_VALUE);
    CHECK_EQUAL(wallet_case_defer(item, HOUSEHOLD, "20261231", actor, error), WALLET_ERR_VALUE);
    CHECK_EQUAL(wallet_case_defer(item, HOUSEHOLD, "2026-11-22", actor, error), WALLET_ERR_VALUE);
    CHECK_EQUAL(wallet_case_defer(item, HOUSEHOLD, "2026-12-31", &nowhen, error), WALLET_ERR_VALUE);
    CHECK_EQUAL(wallet_case_write(item, 3, "x", actor, error), WALLET_ERR_UNKNOWN);
    CHECK_EQUAL(wallet_case_write(item, BLANK_PHONE, "x", actor, error), WALLET_ERR_VALUE);
    CHECK_EQUAL(wallet_case_unwrite(item, BLANK_PHONE, actor, error), WALLET_ERR_REFUSED);
    CHECK_EQUAL(wallet_case_decide(item, 7, true, NULL, actor, error), WALLET_ERR_UNKNOWN);
    CHECK_EQUAL(
        wallet_case_decide(item, RULE_REGION, true, NULL, actor, error), WALLET_ERR_REFUSED);
    CHECK_EQUAL(wallet_case_go(item, WALLET_CASE_NOT_ACCEPTED, "", actor, error), WALLET_ERR_VALUE);
    CHECK_EQUAL(wallet_case_reuse(item, 9, &again, actor, error), WALLET_ERR_UNKNOWN);
    CHECK_EQUAL(item->act_count, 1);
    wallet_case_free(item);
    window_close(&window);
}

TEST(loses_the_proof_of_what_was_edited_until_it_is_taken_back)
{
    struct window window;
    window_open(&window);
    struct wallet_case *item = window_case(&window);
    struct wallet_case_blank blank;
    window_fill(&window, item);

    window_demand(
        &window, wallet_case_write(item, BLANK_NAME, "钟舒", &window.actor, &window.error));
    wallet_case_blank_at(item, BLANK_NAME, &blank);
    CHECK_TEXT(blank.value, "钟舒");
    CHECK_TEXT(blank.verified, "钟望舒");
    CHECK_EQUAL(blank.provenance, WALLET_PROVENANCE_EDITED);

    window_demand(&window, wallet_case_unwrite(item, BLANK_NAME, &window.actor, &window.error));
    wallet_case_blank_at(item, BLANK_NAME, &blank);
    CHECK_TEXT(blank.value, "钟望舒");
    CHECK_EQUAL(blank.provenance, WALLET_PROVENANCE_LICENCE);

    window_demand(&window, wallet_case_write(item, BLANK_PHONE, "", &window.actor, &window.error));
    wallet_case_blank_at(item, BLANK_PHONE, &blank);
    CHECK_EQUAL(blank.provenance, WALLET_PROVENANCE_EMPTY);
    wallet_case_free(item);
    window_close(&window);
}

TEST(lets_the_clerk_decide_what_is_advisory)
{
    struct window window;
    window_open(&window);
    wallet_matters_free(window.matters);
    window.matters = window_matters(&window, MATTER_JSON("江西省南昌市", "true"));
    struct wallet_case *item = window_case(&window);
    struct wallet_case_rule rule;
    window_fill(&window, item);

    CHECK(!wallet_case_is_ready(item));
    CHECK_EQUAL(wallet_case_lack_at(item, 0).kind, WALLET_LACK_RULE);
    CHECK_EQUAL(
        wallet_case_decide(item, RULE_HOUSEHOLD, true, "x", &window.actor, &window.error),
        WALLET_ERR_REFUSED); /* it is the same */
    window_demand(
        &window,
        wallet_case_decide(item, RULE_REGION, true, "长期居住", &window.actor, &window.error));
    wallet_case_rule_at(item, RULE_REGION, &rule);
    CHECK(rule.is_compared && rule.is_decided && rule.holds);
    CHECK_EQUAL(rule.comparison, WALLET_COMPARISON_DIFFERENT);
    CHECK_TEXT(rule.note, "长期居住");
    CHECK(wallet_case_is_ready(item));
    wallet_case_free(item);
    window_close(&window);
}

TEST(lets_what_was_deferred_come_after_the_acceptance_and_nothing_else)
{
    struct window window;
    window_open(&window);
    struct wallet_case *item = window_case(&window);
    const struct wallet_case_actor *actor = &window.actor;
    struct wallet_error *error = &window.error;

    window_demand(&window, window_take(&window, item, window_card(&window, "钟望舒", DESK_WOMAN)));
    window_demand(&window, wallet_case_take_paper(item, APPLICATION, "已签字", actor, error));
    window_demand(&window, wallet_case_write(item, BLANK_PHONE, "12345", actor, error));
    window_demand(&window, wallet_case_defer(item, HOUSEHOLD, "2026-11-23", actor, error));
    CHECK_EQUAL(state_of(item, HOUSEHOLD), WALLET_MATERIAL_DEFERRED);
    CHECK_EQUAL(wallet_case_go(item, WALLET_CASE_ACCEPTED, NULL, actor, error), WALLET_ERR_REFUSED);
    window_demand(&window, wallet_case_decide(item, RULE_HOUSEHOLD, true, "后补", actor, error));
    window_go(&window, item, WALLET_CASE_ACCEPTED);

    CHECK_EQUAL(wallet_case_go(item, WALLET_CASE_CLOSED, NULL, actor, error), WALLET_ERR_REFUSED);
    CHECK_EQUAL(wallet_case_write(item, BLANK_PHONE, "110", actor, error), WALLET_ERR_REFUSED);
    CHECK_EQUAL(
        wallet_case_take_paper(item, APPLICATION, "另一份", actor, error), WALLET_ERR_REFUSED);
    window_demand(&window, window_take(&window, item, window_register(&window)));
    window_go(&window, item, WALLET_CASE_CLOSED);
    CHECK_EQUAL(
        window_take(&window, item, window_card(&window, "蓝临川", DESK_HUSBAND)),
        WALLET_ERR_REFUSED);
    wallet_case_free(item);

    item = window_load(&window, CASE_NUMBER_1);
    CHECK_EQUAL(state_of(item, HOUSEHOLD), WALLET_MATERIAL_LICENCE);
    wallet_case_free(item);
    window_close(&window);
}

TEST(goes_where_the_table_says)
{
    static const struct {
        enum wallet_case_state from;
        const char *to; /* states, by number */
    } rows[] = {
        { WALLET_CASE_COLLECTING, " 5 6 7 " },
        { WALLET_CASE_ACCEPTED, " 10 11 12 13 " },
        { WALLET_CASE_CORRECTING, " 5 7 13 " },
        { WALLET_CASE_NOT_ACCEPTED, " " },
        { WALLET_CASE_CLOSED, " " },
        { WALLET_CASE_SUSPENDED, " 12 13 " },
        { WALLET_CASE_IN_PROGRESS, " 10 11 13 " },
        { WALLET_CASE_RETURNED, " " },
        { WALLET_CASE_NONE, " " },
        { (enum wallet_case_state)99, " " },
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        for (int to = 0; to < 20; to++) {
            char word[16];
            (void)snprintf(word, sizeof word, " %d ", to);
            CHECK_ROW(
                wallet_case_state_name(rows[i].from),
                wallet_case_may_go(rows[i].from, (enum wallet_case_state)to),
                strstr(rows[i].to, word) != NULL);
        }
    }
}

TEST(says_conflict_where_another_has_changed_it)
{
    struct window window;
    window_open(&window);
    struct wallet_case *item = window_case(&window);
    struct wallet_cases *elsewhere = window_connect(&window);
    struct wallet_case *other = NULL;
    const struct wallet_case_actor *actor = &window.actor;
    struct wallet_error *error = &window.error;

    window_demand(&window, wallet_case_load(elsewhere, CASE_NUMBER_1, &other, error));
    window_demand(&window, wallet_case_take_paper(item, APPLICATION, "一", actor, error));
    CHECK_EQUAL(wallet_case_write(other, BLANK_PHONE, "110", actor, error), WALLET_ERR_CONFLICT);
    CHECK_EQUAL(other->act_count, 1);
    CHECK_EQUAL(state_of(other, APPLICATION), WALLET_MATERIAL_MISSING);
    wallet_case_free(other);

    window_demand(&window, wallet_case_load(elsewhere, CASE_NUMBER_1, &other, error));
    window_demand(&window, wallet_case_write(other, BLANK_PHONE, "110", actor, error));
    CHECK_EQUAL(state_of(other, APPLICATION), WALLET_MATERIAL_PAPER);
    wallet_case_free(other);
    wallet_cases_close(elsewhere);
    wallet_case_free(item);
    window_close(&window);
}

TEST(is_handled_by_the_matter_as_it_was)
{
    struct window window;
    window_open(&window);
    struct wallet_case *item = window_case(&window);
    wallet_case_free(item);
    wallet_cases_close(window.cases);
    struct wallet_matters *before = window.matters;
    window.matters = window_matters(&window, MATTER_JSON("江西省南昌市", "false"));
    window.cases = window_connect(&window);

    item = window_load(&window, CASE_NUMBER_1);
    window_fill(&window, item);
    CHECK(wallet_case_is_ready(item)); /* by the region of then */
    CHECK(wallet_matter_material_at(wallet_case_matter(item), IDENTITY)->is_shared);
    wallet_case_free(item);
    wallet_matters_free(before);
    window_close(&window);
}

/** A household register whose status cannot be looked up here; lives until the test ends. */
static struct wallet_bytes register_of_unknown_status(const struct window *window)
{
    const struct wallet_type *type =
        wallet_catalogue_find(window->desk.catalogue, test_text(DESK_REGISTER));
    struct wallet_record *record = NULL;
    struct wallet_buffer out = { 0 };

    CHECK_EQUAL(wallet_record_parse(type, test_text(desk_register()), &record, NULL), WALLET_OK);
    wallet_record_terms(record)->status_uri = "https://status.example/1";
    CHECK_EQUAL(
        wallet_issue(record, &window->desk.agency_signer, AGENCY_NOW, &out, NULL), WALLET_OK);
    uint8_t *copy = test_memory(out.size);
    memcpy(copy, out.data, out.size);
    const struct wallet_bytes licence = { copy, out.size };
    wallet_buffer_clear(&out);
    wallet_record_free(record);
    return licence;
}

TEST(what_is_to_be_checked_later_is_taken_and_holds_up_the_end)
{
    struct window window;
    window_open(&window);
    struct wallet_case *item = window_case(&window);
    const struct wallet_bytes unknown = register_of_unknown_status(&window);
    const struct wallet_case_actor *actor = &window.actor;
    struct wlt_taken *again = NULL;
    size_t party = 0;

    window_demand(&window, window_take(&window, item, window_card(&window, "钟望舒", DESK_WOMAN)));
    CHECK_EQUAL(window_take(&window, item, unknown), WALLET_ERR_REFUSED);
    CHECK_EQUAL(wallet_verdict_decision(window.verdict), WALLET_UNKNOWN);
    struct wallet_case_licence licence = { WALLET_WAY_SHEET, unknown, { 0 }, window.verdict, true };
    window_demand(&window, wallet_case_take(item, &licence, actor, &window.error));
    CHECK_EQUAL(state_of(item, HOUSEHOLD), WALLET_MATERIAL_UNCHECKED);
    CHECK_EQUAL(wallet_case_take(item, &licence, actor, &window.error), WALLET_ERR_REFUSED);

    licence.is_to_be_checked = false; /* the same one, as soon as it can be told */
    window_demand(&window, wlt_taken_make(&licence, &again, &window.error));
    window_demand(
        &window, wlt_dossier_place(item->made->dossier, again, NULL, &party, &window.error));
    wlt_taken_free(again);

    window_demand(
        &window, wallet_case_take_paper(item, APPLICATION, "已签字", actor, &window.error));
    window_demand(&window, wallet_case_write(item, BLANK_PHONE, "110", actor, &window.error));
    window_go(&window, item, WALLET_CASE_ACCEPTED);
    CHECK_EQUAL(
        wallet_case_go(item, WALLET_CASE_CLOSED, NULL, actor, &window.error), WALLET_ERR_REFUSED);
    window_demand(&window, window_take(&window, item, window_register(&window)));
    window_go(&window, item, WALLET_CASE_CLOSED);
    wallet_case_free(item);
    window_close(&window);
}

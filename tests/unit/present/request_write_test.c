/* SPDX-License-Identifier: Apache-2.0 */

/* What cannot be asked. */
#include "make_request.h"

enum {
    MANY = WALLET_REQUEST_FIELD_MAX + 1,
};

static void no_matter(struct wallet_request_terms *terms)
{
    terms->matter.name = NULL;
}

static void no_cause(struct wallet_request_terms *terms)
{
    terms->matter.category = WALLET_CALL_OTHER;
    terms->matter.cause = "";
}

static void unknown_category(struct wallet_request_terms *terms)
{
    terms->matter.category = (enum wallet_call_category)2;
}

static void two_lines(struct wallet_request_terms *terms)
{
    terms->matter.name = "one\ntwo";
}

static void text_that_turns_round(struct wallet_request_terms *terms)
{
    terms->matter.cause = "a \xe2\x80\xae b";
}

static void no_utf8(struct wallet_request_terms *terms)
{
    terms->matter.system = "\xff";
}

static void long_cause(struct wallet_request_terms *terms)
{
    static char text[3 * (WALLET_REQUEST_TEXT_MAX + 1) + 1];
    text[0] = '\0';
    for (size_t i = 0; i <= WALLET_REQUEST_TEXT_MAX; i++) {
        (void)snprintf(text + 3 * i, 4, "事");
    }
    terms->matter.cause = text;
}

static void no_items(struct wallet_request_terms *terms)
{
    terms->item_count = 0;
}

static void many_items(struct wallet_request_terms *terms)
{
    static struct wallet_request_item items[WALLET_REQUEST_ITEM_MAX + 1];
    for (size_t i = 0; i <= WALLET_REQUEST_ITEM_MAX; i++) {
        items[i] = two_items[0];
    }
    terms->items = items;
    terms->item_count = WALLET_REQUEST_ITEM_MAX + 1;
}

static void type_twice(struct wallet_request_terms *terms)
{
    static struct wallet_request_item items[2];
    items[0] = two_items[0];
    items[1] = two_items[0];
    terms->items = items;
}

/** The first item, to be spoilt. */
static struct wallet_request_item *spoil_item(struct wallet_request_terms *terms)
{
    static struct wallet_request_item item;
    item = two_items[0];
    terms->items = &item;
    terms->item_count = 1;
    return &item;
}

static void no_type(struct wallet_request_terms *terms)
{
    spoil_item(terms)->type = NULL;
}

static void name_for_a_type(struct wallet_request_terms *terms)
{
    spoil_item(terms)->type = "id-card";
}

static void no_fields(struct wallet_request_terms *terms)
{
    spoil_item(terms)->field_count = 0;
}

static void fields_nowhere(struct wallet_request_terms *terms)
{
    spoil_item(terms)->fields = NULL;
}

static void field_twice(struct wallet_request_terms *terms)
{
    static const struct wallet_request_field fields[] = { { .key = 1 }, { .key = 1 } };
    spoil_item(terms)->fields = fields;
}

static void member_twice(struct wallet_request_terms *terms)
{
    static const uint64_t members[] = { 3, 3 };
    static const struct wallet_request_field fields[] = { { 9, members, 2 }, { .key = 10 } };
    spoil_item(terms)->fields = fields;
}

static void large_key(struct wallet_request_terms *terms)
{
    static const struct wallet_request_field fields[] = { { .key = 1 }, { .key = 1000000000 } };
    spoil_item(terms)->fields = fields;
}

static void many_fields(struct wallet_request_terms *terms)
{
    static struct wallet_request_field fields[MANY];
    for (size_t i = 0; i < MANY; i++) {
        fields[i].key = i;
    }
    struct wallet_request_item *item = spoil_item(terms);
    item->fields = fields;
    item->field_count = MANY;
}

static void many_members(struct wallet_request_terms *terms)
{
    static uint64_t members[MANY];
    static struct wallet_request_field field = { .key = 9, .members = members };
    for (size_t i = 0; i < MANY; i++) {
        members[i] = i;
    }
    field.member_count = MANY;
    struct wallet_request_item *item = spoil_item(terms);
    item->fields = &field;
    item->field_count = 1;
}

static void many_fields_of_several(struct wallet_request_terms *terms)
{
    static struct wallet_request_field fields[WALLET_REQUEST_FIELD_MAX / 2 + 1];
    static struct wallet_request_item items[2];
    for (size_t i = 0; i <= WALLET_REQUEST_FIELD_MAX / 2; i++) {
        fields[i].key = i;
    }
    items[0] =
        (struct wallet_request_item){ ID_CARD, fields, WALLET_REQUEST_FIELD_MAX / 2 + 1, true };
    items[1] = items[0];
    items[1].type = HOUSEHOLD;
    terms->items = items;
}

static void unknown_relation(struct wallet_request_terms *terms)
{
    terms->relation = (enum wallet_relation)4;
}

static void plain_http(struct wallet_request_terms *terms)
{
    terms->reply_url = "http://desk.example/";
}

static void two_hours(struct wallet_request_terms *terms)
{
    terms->seconds = 7200;
}

TEST(refuses_to_ask_what_makes_no_sense)
{
    static const struct {
        const char *what;
        void (*spoil)(struct wallet_request_terms *terms);
        enum wallet_status wanted;
    } rows[] = {
        { "no matter", no_matter, WALLET_ERR_VALUE },
        { "no cause", no_cause, WALLET_ERR_VALUE },
        { "unknown category", unknown_category, WALLET_ERR_UNSUPPORTED },
        { "two lines", two_lines, WALLET_ERR_VALUE },
        { "right to left", text_that_turns_round, WALLET_ERR_VALUE },
        { "no UTF-8", no_utf8, WALLET_ERR_MALFORMED },
        { "long cause", long_cause, WALLET_ERR_TOO_LARGE },
        { "no items", no_items, WALLET_ERR_VALUE },
        { "many items", many_items, WALLET_ERR_TOO_LARGE },
        { "type twice", type_twice, WALLET_ERR_VALUE },
        { "no type", no_type, WALLET_ERR_VALUE },
        { "name for a type", name_for_a_type, WALLET_ERR_VALUE },
        { "no fields", no_fields, WALLET_ERR_VALUE },
        { "fields nowhere", fields_nowhere, WALLET_ERR_TOO_LARGE },
        { "field twice", field_twice, WALLET_ERR_VALUE },
        { "member twice", member_twice, WALLET_ERR_VALUE },
        { "large key", large_key, WALLET_ERR_VALUE },
        { "many fields", many_fields, WALLET_ERR_TOO_LARGE },
        { "many members", many_members, WALLET_ERR_TOO_LARGE },
        { "many fields of several", many_fields_of_several, WALLET_ERR_TOO_LARGE },
        { "unknown relation", unknown_relation, WALLET_ERR_UNSUPPORTED },
        { "http", plain_http, WALLET_ERR_VALUE },
        { "two hours", two_hours, WALLET_ERR_VALUE },
    };
    struct counter counter = make_counter(WALLET_ALGORITHM_ED25519);
    struct wallet_buffer out = { 0 };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct wallet_request_terms terms = make_terms();
        struct wallet_error error = { .status = WALLET_OK };
        rows[i].spoil(&terms);
        CHECK_ROW(
            rows[i].what,
            wallet_request_sign(&terms, &counter.member.signer, NOW, &out, &error),
            rows[i].wanted);
        CHECK_ROW(rows[i].what, error.status, rows[i].wanted);
        CHECK_ROW(rows[i].what, error.offset, WALLET_NO_OFFSET);
        CHECK_EQUAL(out.size, 0);
    }

    clear_counter(&counter);
}

TEST(a_cause_of_200_characters_may_be_asked_with)
{
    struct counter counter = make_counter(WALLET_ALGORITHM_ED25519);
    struct wallet_request_terms terms = make_terms();
    char text[3 * WALLET_REQUEST_TEXT_MAX + 1] = "";

    for (size_t i = 0; i < WALLET_REQUEST_TEXT_MAX; i++) {
        (void)snprintf(text + 3 * i, 4, "事");
    }
    terms.matter.cause = text;
    terms.matter.category = WALLET_CALL_OTHER;
    terms.matter.name = NULL;
    sign_request(&counter, &terms);
    CHECK_EQUAL(try_verify(&counter, wallet_buffer_bytes(&counter.request), NOW, NULL), WALLET_OK);
    clear_counter(&counter);
}

TEST(a_request_that_grows_beyond_its_limit_is_told)
{
    static struct wallet_request_field fields[WALLET_REQUEST_ITEM_MAX][16];
    static struct wallet_request_item items[WALLET_REQUEST_ITEM_MAX];
    static char codes[WALLET_REQUEST_ITEM_MAX][22];
    static uint64_t members[WALLET_REQUEST_FIELD_MAX];
    char text[4 * WALLET_REQUEST_TEXT_MAX + 1];
    char url[WALLET_REQUEST_URL_MAX + 1] = "";
    struct counter counter = make_counter(WALLET_ALGORITHM_ED25519);
    struct wallet_buffer out = { 0 };
    struct wallet_error error = { .message = "" };
    struct wallet_request_terms terms = make_terms();

    for (size_t i = 0; i < WALLET_REQUEST_FIELD_MAX; i++) {
        members[i] = 999999000 + i;
    }
    for (size_t i = 0; i < WALLET_REQUEST_ITEM_MAX; i++) {
        (void)snprintf(codes[i], sizeof codes[i], "11100000000013127D%03u", (unsigned)i + 1);
        for (size_t j = 0; j < 16; j++) {
            fields[i][j] = (struct wallet_request_field){ 999999000 + j, &members[16 * i + j], 1 };
        }
        items[i] = (struct wallet_request_item){ codes[i], fields[i], 16, true };
    }
    terms.items = items;
    terms.item_count = WALLET_REQUEST_ITEM_MAX;
    for (size_t i = 0; i < WALLET_REQUEST_TEXT_MAX; i++) {
        (void)snprintf(text + 4 * i, 5, "%s", "\xf0\xa0\x80\x80"); /* U+20000 */
    }
    memset(url, 'a', WALLET_REQUEST_URL_MAX);
    memcpy(url, "https://", 8);
    terms.matter = (struct wallet_request_matter){ text, WALLET_CALL_MATTER, text, text, text };
    terms.reply_url = url;
    CHECK_EQUAL(
        wallet_request_sign(&terms, &counter.member.signer, NOW, &out, &error),
        WALLET_ERR_TOO_LARGE);
    CHECK_TEXT(error.message, "a request has at most 8192 bytes");
    CHECK_EQUAL(out.size, 0);

    terms.reply_url = NULL;
    CHECK_EQUAL(wallet_request_sign(&terms, &counter.member.signer, NOW, &out, NULL), WALLET_OK);
    print_message("# the largest has %zu bytes\n", out.size);
    wallet_buffer_clear(&out);
    clear_counter(&counter);
}

TEST(a_key_of_nobody_asks_for_nothing)
{
    struct counter counter = make_counter(WALLET_ALGORITHM_ED25519);
    const struct wallet_request_terms terms = make_terms();
    struct wallet_signer signer = counter.member.signer;
    struct wallet_buffer out = { 0 };

    signer.issuer[0] = '\0';
    CHECK_EQUAL(wallet_request_sign(&terms, &signer, NOW, &out, NULL), WALLET_ERR_KEY);
    memcpy(signer.issuer, "NO SUCH CODE", 13);
    CHECK_EQUAL(wallet_request_sign(&terms, &signer, NOW, &out, NULL), WALLET_ERR_VALUE);
    CHECK_EQUAL(
        wallet_request_sign(&terms, &counter.member.signer, 0, &out, NULL), WALLET_ERR_VALUE);
    CHECK_EQUAL(
        wallet_request_sign(&terms, &counter.member.signer, INT64_MAX, &out, NULL),
        WALLET_ERR_VALUE);
    clear_counter(&counter);
}

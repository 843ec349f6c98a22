/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "trust/entry.h"
#include "unit/trust/make_entry.h"

#define ID_CARD   "11100000000013127D001"
#define HOUSEHOLD "11100000000013127D002"

static enum wallet_status put(unsigned roles, const char *type)
{
    struct wallet_trust_list *list = NULL;
    struct wallet_error error = { .status = WALLET_OK };
    struct member member = make_member(1, NULL, WALLET_ALGORITHM_ED25519);
    struct wallet_trust_entry entry = entry_of(&member, &type, 1);
    entry.roles = roles;

    CHECK_EQUAL(wallet_trust_list_new(&list, NULL), WALLET_OK);
    const enum wallet_status status = wallet_trust_list_put(list, &entry, &error);
    CHECK_EQUAL(error.status, status);
    wallet_trust_list_free(list);
    clear_member(&member);
    return status;
}

TEST(fields_are_for_counters_alone)
{
    static const struct {
        unsigned roles;
        const char *type;
        enum wallet_status wanted;
    } rows[] = {
        { WALLET_ROLE_COUNTER, ID_CARD, WALLET_OK },
        { WALLET_ROLE_COUNTER, "*", WALLET_OK },
        { WALLET_ROLE_COUNTER, ID_CARD "#1,2", WALLET_OK },
        { WALLET_ROLE_COUNTER | WALLET_ROLE_AUDIT, HOUSEHOLD "#2,9.1", WALLET_OK },
        { WALLET_ROLE_ISSUER | WALLET_ROLE_COUNTER, ID_CARD, WALLET_OK },
        { WALLET_ROLE_ISSUER, ID_CARD "#1", WALLET_ERR_VALUE },
        { WALLET_ROLE_ISSUER | WALLET_ROLE_COUNTER, ID_CARD "#1", WALLET_ERR_VALUE },
        { WALLET_ROLE_AUDIT, ID_CARD "#1", WALLET_ERR_VALUE },
        { WALLET_ROLE_COUNTER, "*#1", WALLET_ERR_VALUE },
        { WALLET_ROLE_COUNTER, "#1", WALLET_ERR_VALUE },
        { WALLET_ROLE_COUNTER, ID_CARD "#", WALLET_ERR_VALUE },
        { WALLET_ROLE_COUNTER, ID_CARD "#2,1", WALLET_ERR_VALUE },
        { WALLET_ROLE_COUNTER, "id-card#1", WALLET_ERR_VALUE },
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        CHECK_ROW(rows[i].type, put(rows[i].roles, rows[i].type), rows[i].wanted);
    }
}

/** A type with so many fields that it has `size` bytes. */
static const char *long_type(size_t size)
{
    char *text = test_memory(size + 1);
    (void)snprintf(text, size + 1, "%s", ID_CARD "#");
    for (unsigned i = 1000; strlen(text) + 5 <= size; i++) {
        (void)snprintf(text + strlen(text), 6, "%u,", i);
    }

    text[strlen(text) - 1] = '\0';
    while (strlen(text) < size) {
        text[strlen(text)] = '9';
    }
    return text;
}

TEST(a_type_and_its_fields_have_a_limit)
{
    CHECK_EQUAL(put(WALLET_ROLE_COUNTER, long_type(WALLET_TRUST_TYPE_MAX)), WALLET_OK);
    CHECK_EQUAL(
        put(WALLET_ROLE_COUNTER, long_type(WALLET_TRUST_TYPE_MAX + 1)), WALLET_ERR_TOO_LARGE);
}

TEST(fields_are_as_they_were_behind_the_signature)
{
    static const char *const types[] = { ID_CARD "#1,2,6", HOUSEHOLD "#2,9.1,9.2", "*" };
    struct member root = make_member(0, ROOT_ISSUER, WALLET_ALGORITHM_ED25519);
    struct member counter = make_member(1, NULL, WALLET_ALGORITHM_ED25519);
    struct wallet_trust_list *list = NULL;
    struct wallet_trust_list *read = NULL;
    struct wallet_buffer object = { 0 };
    struct wallet_trust_entry entry = entry_of(&counter, types, 3);
    entry.roles = WALLET_ROLE_COUNTER;

    CHECK_EQUAL(wallet_trust_list_new(&list, NULL), WALLET_OK);
    CHECK_EQUAL(wallet_trust_list_put(list, &entry, NULL), WALLET_OK);
    CHECK_EQUAL(
        wallet_trust_list_sign(list, &root.signer, 1795420800, 0, &object, NULL), WALLET_OK);
    CHECK_EQUAL(
        wallet_trust_list_verify(
            wallet_buffer_bytes(&object), root.key, 0, WALLET_TRUST_ANY_TIME, &read, NULL),
        WALLET_OK);

    wallet_trust_list_at(read, 0, &entry);
    CHECK_EQUAL(entry.type_count, 3);
    for (size_t i = 0; i < 3; i++) {
        CHECK_TEXT(entry.types[i], types[i]);
    }

    wallet_trust_list_free(read);
    wallet_trust_list_free(list);
    wallet_buffer_clear(&object);
    clear_member(&counter);
    clear_member(&root);
}

TEST(an_owner_has_the_codes_without_their_fields)
{
    static const char *const types[] = { ID_CARD "#1", HOUSEHOLD };
    struct member counter = make_member(1, NULL, WALLET_ALGORITHM_ED25519);
    struct wlt_entry *made = NULL;
    struct wallet_trust_entry entry = entry_of(&counter, types, 2);
    entry.roles = WALLET_ROLE_COUNTER;

    CHECK_EQUAL(wlt_entry_new(&entry, &made, NULL), WALLET_OK);
    CHECK(wlt_owner_allows_type(&made->owner, test_text(ID_CARD)));
    CHECK(wlt_owner_allows_type(&made->owner, test_text(HOUSEHOLD)));
    CHECK(!wlt_owner_allows_type(&made->owner, test_text(ID_CARD "#1")));

    wlt_entry_free(made);
    clear_member(&counter);
}

/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/matter.h>

#include "fuzz.h"

#include <string.h>

#define WORDS(text_) "{\"zh\":\"" text_ "\xe2\x80\xa6\",\"en\":\"" text_ "\"}"
#define FIELD(key_, name_, kind_)          \
    "{\"key\":" #key_ ",\"name\":\"" name_ \
    "\",\"title\":" WORDS(name_) ",\"disclosure\":\"always\",\"kind\":" kind_ "}"

/* A household's register has fields of its own and of its members: a matter can name both. */
static const char type_json[] =
    "{\"name\":\"book\",\"code\":\"11360500000000019F901\",\"title\":" WORDS(
        "a") ",\"definer\":" WORDS("a") ",\"validity\":" WORDS("a") ",\"source\":\"a\",\"holder\":{"
                                                                    "\"kind\":\"household\","
                                                                    "\"members\":\"members\","
                                                                    "\"field\":\"number\","
                                                                    "\"relation\":\"relation\","
                                                                    "\"head\":2},\"fields\":"
                                                                    "[" FIELD(1, "address", "\"text\"") "," FIELD(2, "since", "\"date\"") "," FIELD(
                                                                        3,
                                                                        "members",
                                                                        "\"members\",\"fields\":"
                                                                        "[" FIELD(1, "name", "\"text\"") "," FIELD(
                                                                            2,
                                                                            "relation",
                                                                            "\"code\",\"codes\":[{"
                                                                            "\"code\":2,\"zh\":"
                                                                            "\"a\"}]") "," FIELD(3, "number", "\"citizen-number\"") "]") "]}";

/** Made at the first input; lives as long as the fuzzer. */
static const struct wallet_catalogue *the_catalogue(void)
{
    static struct wallet_catalogue *catalogue;
    const struct wallet_bytes json = { (const uint8_t *)type_json, sizeof type_json - 1 };

    if (!catalogue) {
        FUZZ_CHECK(wallet_catalogue_parse(json, NULL, &catalogue, NULL) == WALLET_OK);
    }

    return catalogue;
}

static struct wallet_bytes text_of(const char *text)
{
    return (struct wallet_bytes){ (const uint8_t *)text, strlen(text) };
}

/** What holds for all sources: they name what there is, and a member's field with its field. */
static void look_at_sources(
    const struct wallet_matter *matter, const struct wallet_source *sources, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        FUZZ_CHECK(sources[i].party < wallet_matter_party_count(matter));
        FUZZ_CHECK(sources[i].type && sources[i].field);
        FUZZ_CHECK(
            !sources[i].member || wallet_field_kind(sources[i].field) == WALLET_FIELD_MEMBERS);
        FUZZ_CHECK(
            sources[i].member_party == WALLET_NO_PARTY ||
            sources[i].member_party < wallet_matter_party_count(matter));
    }
}

/** What is asked of a party ascends by key, and is of types that there are. */
static void look_at_items(const struct wallet_matter *matter, size_t party)
{
    struct wallet_request_item items[WALLET_REQUEST_ITEM_MAX];
    const size_t count = wallet_matter_items(matter, party, items);

    FUZZ_CHECK(count <= WALLET_REQUEST_ITEM_MAX);
    for (size_t i = 0; i < count; i++) {
        FUZZ_CHECK(items[i].field_count > 0);
        FUZZ_CHECK(wallet_catalogue_find(the_catalogue(), text_of(items[i].type)));
        for (size_t j = 1; j < items[i].field_count; j++) {
            FUZZ_CHECK(items[i].fields[j - 1].key < items[i].fields[j].key);
        }
    }
}

static void look_at(const struct wallet_matter *matter)
{
    uint8_t digest[32];

    wallet_matter_digest(matter, digest);
    (void)wallet_matter_is_paperless(matter);
    for (size_t i = 0; i < wallet_matter_party_count(matter); i++) {
        look_at_items(matter, i);
    }
    for (size_t i = 0; i < wallet_matter_material_count(matter); i++) {
        const struct wallet_material *material = wallet_matter_material_at(matter, i);
        FUZZ_CHECK(material->party < wallet_matter_party_count(matter));
        FUZZ_CHECK(wallet_matter_find_material(matter, text_of(material->name)) == i);
    }
    for (size_t i = 0; i < wallet_matter_blank_count(matter); i++) {
        const struct wallet_blank *blank = wallet_matter_blank_at(matter, i);
        look_at_sources(matter, blank->sources, blank->source_count);
        FUZZ_CHECK(wallet_matter_find_blank(matter, text_of(blank->name)) == i);
    }
    for (size_t i = 0; i < wallet_matter_rule_count(matter); i++) {
        const struct wallet_rule *rule = wallet_matter_rule_at(matter, i);
        look_at_sources(matter, rule->left, rule->left_count);
        look_at_sources(matter, rule->right, rule->right_count);
        FUZZ_CHECK((rule->kind == WALLET_RULE_CURRENT) == (rule->type != NULL));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct wallet_matters *matters = NULL;
    struct wallet_error error;
    const struct wallet_bytes json = { data, size };

    /* A message is for terminals, whatever the input; a matter that loads is found. */
    if (wallet_matters_parse(json, the_catalogue(), &matters, &error) == WALLET_OK) {
        const struct wallet_matter *matter = wallet_matters_at(matters, 0);
        look_at(matter);
        FUZZ_CHECK(wallet_matters_find(matters, text_of(wallet_matter_code(matter))) == matter);
    } else {
        FUZZ_CHECK(!strpbrk(error.message, "\x1b\a\r\n\t"));
    }

    wallet_matters_free(matters);
    return 0;
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "case_text.h"
#include "case_words.h"
#include "json.h"
#include "text.h"

static json_t *both(const char *english, const char *chinese)
{
    json_t *out = json_object();

    (void)json_object_set_new(out, "zh", json_text(text_of(chinese)));
    (void)json_object_set_new(out, "en", json_text(text_of(english)));
    return out;
}

static json_t *titles(const char *const title[2])
{
    return both(title[WALLET_ENGLISH], title[WALLET_CHINESE]);
}

static json_t *index_or_null(size_t index)
{
    return index == SIZE_MAX ? json_null() : json_integer((json_int_t)index);
}

static json_t *parties_json(const struct wallet_case *item)
{
    const struct wallet_matter *matter = wallet_case_matter(item);
    json_t *out = json_array();

    for (size_t i = 0; i < wallet_matter_party_count(matter); i++) {
        const struct wallet_party *party = wallet_matter_party_at(matter, i);
        json_t *one = json_object();
        (void)json_object_set_new(one, "name", json_string(party->name));
        (void)json_object_set_new(one, "title", titles(party->title));
        (void)json_object_set_new(one, "holder", json_text_or_null(wallet_case_party(item, i)));
        (void)json_array_append_new(out, one);
    }

    return out;
}

static json_t *licences_json(const struct wallet_case *item)
{
    json_t *out = json_array();

    for (size_t i = 0; i < wallet_case_licence_count(item); i++) {
        struct wallet_case_taken taken;
        wallet_case_licence_at(item, i, &taken);
        json_t *one = json_object();
        (void)json_object_set_new(
            one, "type", json_text_or_null(taken.type ? wallet_type_name(taken.type) : NULL));
        (void)json_object_set_new(one, "identifier", json_text_or_null(taken.identifier));
        (void)json_object_set_new(one, "issuer", json_text_or_null(taken.issuer));
        (void)json_object_set_new(
            one,
            "party",
            json_string(wallet_matter_party_at(wallet_case_matter(item), taken.party)->name));
        (void)json_object_set_new(one, "way", json_string(wallet_case_way_name(taken.way)));
        (void)json_object_set_new(
            one, "digest", json_hex((struct wallet_bytes){ taken.digest, WALLET_DIGEST_SIZE }));
        (void)json_object_set_new(one, "bound", json_boolean(taken.is_bound));
        (void)json_object_set_new(one, "unchecked", json_boolean(taken.is_to_be_checked));
        (void)json_object_set_new(
            one, "until", taken.has_until ? json_time(taken.until_unix) : json_null());
        (void)json_object_set_new(one, "taken", json_time(taken.taken_unix));
        (void)json_array_append_new(out, one);
    }

    return out;
}

static json_t *materials_json(const struct wallet_case *item)
{
    const struct wallet_matter *matter = wallet_case_matter(item);
    json_t *out = json_array();

    for (size_t i = 0; i < wallet_matter_material_count(matter); i++) {
        const struct wallet_material *wanted = wallet_matter_material_at(matter, i);
        struct wallet_case_material material;
        wallet_case_material_at(item, i, &material);
        json_t *one = json_object();
        (void)json_object_set_new(one, "name", json_string(wanted->name));
        (void)json_object_set_new(one, "title", titles(wanted->title));
        (void)json_object_set_new(one, "state", json_string(case_material_name(material.state)));
        (void)json_object_set_new(
            one,
            "way",
            material.way ? json_string(wallet_case_way_name(material.way)) : json_null());
        (void)json_object_set_new(one, "licence", index_or_null(material.licence));
        (void)json_object_set_new(one, "note", json_text_or_null(material.note));
        (void)json_object_set_new(one, "day", json_text_or_null(material.day));
        (void)json_array_append_new(out, one);
    }

    return out;
}

static json_t *rules_json(const struct wallet_case *item)
{
    const struct wallet_matter *matter = wallet_case_matter(item);
    json_t *out = json_array();

    for (size_t i = 0; i < wallet_matter_rule_count(matter); i++) {
        const struct wallet_rule *wanted = wallet_matter_rule_at(matter, i);
        struct wallet_case_rule rule;
        wallet_case_rule_at(item, i, &rule);
        json_t *one = json_object();
        (void)json_object_set_new(one, "name", json_string(wanted->name));
        (void)json_object_set_new(one, "title", titles(wanted->title));
        (void)json_object_set_new(
            one,
            "result",
            rule.is_compared ? json_string(wallet_comparison_name(rule.comparison)) : json_null());
        (void)json_object_set_new(one, "advisory", json_boolean(wanted->is_advisory));
        (void)json_object_set_new(one, "decided", json_boolean(rule.is_decided));
        (void)json_object_set_new(one, "holds", json_boolean(rule.holds));
        (void)json_object_set_new(one, "note", json_text_or_null(rule.note));
        (void)json_array_append_new(out, one);
    }

    return out;
}

json_t *case_json_form(const struct wallet_case *item)
{
    const struct wallet_matter *matter = wallet_case_matter(item);
    json_t *out = json_array();

    for (size_t i = 0; i < wallet_matter_blank_count(matter); i++) {
        const struct wallet_blank *wanted = wallet_matter_blank_at(matter, i);
        struct wallet_case_blank blank;
        wallet_case_blank_at(item, i, &blank);
        json_t *one = json_object();
        (void)json_object_set_new(one, "name", json_string(wanted->name));
        (void)json_object_set_new(one, "title", titles(wanted->title));
        (void)json_object_set_new(one, "value", json_text(text_of(blank.value)));
        (void)json_object_set_new(
            one, "provenance", json_string(case_provenance_name(blank.provenance)));
        (void)json_object_set_new(one, "licence", index_or_null(blank.licence));
        (void)json_object_set_new(one, "verified", json_text_or_null(blank.verified));
        (void)json_object_set_new(one, "required", json_boolean(wanted->is_required));
        (void)json_array_append_new(out, one);
    }

    return out;
}

static const char *name_of(const struct wallet_matter *matter, struct wallet_lack lack)
{
    switch (lack.kind) {
    case WALLET_LACK_RULE: return wallet_matter_rule_at(matter, lack.index)->name;
    case WALLET_LACK_BLANK: return wallet_matter_blank_at(matter, lack.index)->name;
    case WALLET_LACK_MATERIAL: break;
    }

    return wallet_matter_material_at(matter, lack.index)->name;
}

json_t *case_json_lacks(const struct wallet_case *item)
{
    json_t *out = json_array();
    char english[512];
    char chinese[512];

    for (size_t i = 0; i < wallet_case_lack_count(item); i++) {
        const struct wallet_lack lack = wallet_case_lack_at(item, i);
        json_t *one = json_object();
        case_lack_write(item, lack, WALLET_ENGLISH, english);
        case_lack_write(item, lack, WALLET_CHINESE, chinese);
        (void)json_object_set_new(one, "kind", json_string(case_lack_name(lack.kind)));
        (void)json_object_set_new(
            one, "name", json_string(name_of(wallet_case_matter(item), lack)));
        (void)json_object_set_new(one, "text", both(english, chinese));
        (void)json_array_append_new(out, one);
    }

    return out;
}

json_t *case_json(const struct wallet_case *item)
{
    const struct wallet_matter *matter = wallet_case_matter(item);
    const enum wallet_case_state state = wallet_case_state(item);
    json_t *out = json_start();

    (void)json_object_set_new(out, "number", json_string(wallet_case_number(item)));
    (void)json_object_set_new(out, "matter", json_string(wallet_matter_name(matter)));
    (void)json_object_set_new(out, "code", json_string(wallet_matter_code(matter)));
    (void)json_object_set_new(out, "state", json_string(wallet_case_state_name(state)));
    (void)json_object_set_new(
        out,
        "label",
        both(
            wallet_case_state_label(state, WALLET_ENGLISH),
            wallet_case_state_label(state, WALLET_CHINESE)));
    (void)json_object_set_new(out, "channel", json_integer((json_int_t)wallet_case_channel(item)));
    (void)json_object_set_new(out, "opened", json_time(wallet_case_opened(item)));
    (void)json_object_set_new(out, "parties", parties_json(item));
    (void)json_object_set_new(out, "licences", licences_json(item));
    (void)json_object_set_new(out, "materials", materials_json(item));
    (void)json_object_set_new(out, "rules", rules_json(item));
    (void)json_object_set_new(out, "form", case_json_form(item));
    (void)json_object_set_new(out, "lacks", case_json_lacks(item));
    (void)json_object_set_new(out, "ready", json_boolean(wallet_case_is_ready(item)));
    return out;
}

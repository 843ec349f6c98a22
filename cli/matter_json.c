/* SPDX-License-Identifier: Apache-2.0 */
#include "json.h"
#include "matter_text.h"
#include "matter_words.h"
#include "request_text.h"
#include "text.h"

/** Adds "NAME_zh" and "NAME_en", or null for "". */
static void add_words(json_t *out, const char *name, const char *const words[2])
{
    static const char *const endings[] = {
        [WALLET_ENGLISH] = "_en",
        [WALLET_CHINESE] = "_zh",
    };
    static const enum wallet_language order[] = { WALLET_CHINESE, WALLET_ENGLISH };

    for (size_t i = 0; i < 2; i++) {
        char key[64];
        (void)snprintf(key, sizeof key, "%s%s", name, endings[order[i]]);
        (void)json_object_set_new(out, key, json_text_or_null(words[order[i]]));
    }
}

static json_t *sources_json(
    const struct wallet_matter *matter, const struct wallet_source *sources, size_t count)
{
    json_t *out = json_array();

    for (size_t i = 0; i < count; i++) {
        char source[MATTER_SOURCE_SIZE];
        matter_source_write(matter, &sources[i], source);
        (void)json_array_append_new(out, json_string(source));
    }

    return out;
}

static json_t *parties_json(const struct wallet_matter *matter)
{
    json_t *out = json_array();

    for (size_t i = 0; i < wallet_matter_party_count(matter); i++) {
        const struct wallet_party *party = wallet_matter_party_at(matter, i);
        json_t *object = json_object();
        (void)json_object_set_new(object, "name", json_string(party->name));
        add_words(object, "title", party->title);
        (void)json_object_set_new(
            object,
            "holder",
            json_string(party->holder == WALLET_HOLDER_PERSON ? "person" : "organisation"));
        (void)json_array_append_new(out, object);
    }

    return out;
}

static json_t *wanted_json(const struct wallet_wanted *wanted)
{
    json_t *fields = json_array();

    for (size_t i = 0; i < wanted->field_count; i++) {
        const struct wallet_request_field *asked = &wanted->fields[i];
        const size_t count = asked->member_count > 0 ? asked->member_count : 1;
        for (size_t j = 0; j < count; j++) {
            char field[MATTER_SOURCE_SIZE];
            matter_field_write(wanted->type, asked, j, field);
            (void)json_array_append_new(fields, json_string(field));
        }
    }

    return json_pack("{s:s, s:o}", "type", wallet_type_name(wanted->type), "fields", fields);
}

static json_t *material_json(
    const struct wallet_matter *matter, const struct wallet_material *material)
{
    const struct wallet_party *party = wallet_matter_party_at(matter, material->party);
    json_t *out = json_object();
    json_t *licences = json_array();

    for (size_t i = 0; i < material->wanted_count; i++) {
        (void)json_array_append_new(licences, wanted_json(&material->wanted[i]));
    }

    (void)json_object_set_new(out, "name", json_string(material->name));
    add_words(out, "title", material->title);
    (void)json_object_set_new(out, "form", json_string(matter_form_name(material->form)));
    (void)json_object_set_new(out, "form_code", json_integer((json_int_t)material->form));
    (void)json_object_set_new(
        out, "necessity", json_string(matter_necessity_name(material->necessity)));
    (void)json_object_set_new(out, "necessity_code", json_integer((json_int_t)material->necessity));
    (void)json_object_set_new(out, "source", json_string(matter_origin_name(material->source)));
    (void)json_object_set_new(out, "source_code", json_integer((json_int_t)material->source));
    (void)json_object_set_new(out, "kind", json_integer((json_int_t)material->kind));
    (void)json_object_set_new(out, "copies", json_integer((json_int_t)material->copies));
    add_words(out, "guide", material->guide);
    add_words(out, "standard", material->standard);
    (void)json_object_set_new(out, "basis", json_text_or_null(material->basis));
    (void)json_object_set_new(out, "party", json_string(party->name));
    (void)json_object_set_new(out, "licences", licences);
    (void)json_object_set_new(out, "shared", json_boolean(material->is_shared));
    return out;
}

static json_t *blank_json(const struct wallet_matter *matter, const struct wallet_blank *blank)
{
    json_t *out = json_object();
    json_t *choices = json_array();

    for (size_t i = 0; i < blank->choice_count; i++) {
        json_t *choice = json_object();
        (void)json_object_set_new(
            choice, "zh", json_text(text_of(blank->choices[i][WALLET_CHINESE])));
        (void)json_object_set_new(
            choice, "en", json_text(text_of(blank->choices[i][WALLET_ENGLISH])));
        (void)json_array_append_new(choices, choice);
    }

    (void)json_object_set_new(out, "name", json_string(blank->name));
    add_words(out, "title", blank->title);
    (void)json_object_set_new(out, "kind", json_string(matter_blank_name(blank->kind)));
    (void)json_object_set_new(out, "required", json_boolean(blank->is_required));
    (void)json_object_set_new(
        out, "from", sources_json(matter, blank->sources, blank->source_count));
    (void)json_object_set_new(out, "choices", choices);
    return out;
}

static json_t *rule_json(const struct wallet_matter *matter, const struct wallet_rule *rule)
{
    json_t *out = json_object();
    json_t *texts = json_array();

    for (size_t i = 0; i < rule->text_count; i++) {
        (void)json_array_append_new(texts, json_text(text_of(rule->texts[i])));
    }

    (void)json_object_set_new(out, "name", json_string(rule->name));
    add_words(out, "title", rule->title);
    (void)json_object_set_new(out, "kind", json_string(matter_rule_name(rule->kind)));
    (void)json_object_set_new(out, "advisory", json_boolean(rule->is_advisory));
    (void)json_object_set_new(out, "left", sources_json(matter, rule->left, rule->left_count));
    (void)json_object_set_new(out, "right", sources_json(matter, rule->right, rule->right_count));
    (void)json_object_set_new(
        out, "licence", rule->type ? json_string(wallet_type_name(rule->type)) : json_null());
    (void)json_object_set_new(
        out, "party", json_string(wallet_matter_party_at(matter, rule->party)->name));
    (void)json_object_set_new(out, "texts", texts);
    (void)json_object_set_new(out, "least", json_integer((json_int_t)rule->least));
    (void)json_object_set_new(out, "most", json_integer((json_int_t)rule->most));
    return out;
}

static void add_parts(json_t *out, const struct wallet_matter *matter)
{
    json_t *materials = json_array();
    json_t *form = json_array();
    json_t *rules = json_array();

    for (size_t i = 0; i < wallet_matter_material_count(matter); i++) {
        (void)json_array_append_new(
            materials, material_json(matter, wallet_matter_material_at(matter, i)));
    }
    for (size_t i = 0; i < wallet_matter_blank_count(matter); i++) {
        (void)json_array_append_new(form, blank_json(matter, wallet_matter_blank_at(matter, i)));
    }
    for (size_t i = 0; i < wallet_matter_rule_count(matter); i++) {
        (void)json_array_append_new(rules, rule_json(matter, wallet_matter_rule_at(matter, i)));
    }

    (void)json_object_set_new(out, "parties", parties_json(matter));
    (void)json_object_set_new(out, "materials", materials);
    (void)json_object_set_new(out, "form", form);
    (void)json_object_set_new(out, "rules", rules);
}

json_t *matter_json(const struct wallet_matter *matter, bool with_parts)
{
    const char *titles[2];
    const char *departments[2];
    uint8_t digest[32];
    json_t *out = json_start();

    for (int i = 0; i < 2; i++) {
        titles[i] = wallet_matter_title(matter, (enum wallet_language)i);
        departments[i] = wallet_matter_department(matter, (enum wallet_language)i);
    }

    wallet_matter_digest(matter, digest);
    (void)json_object_set_new(out, "matter", json_string(wallet_matter_name(matter)));
    (void)json_object_set_new(out, "code", json_string(wallet_matter_code(matter)));
    add_words(out, "title", titles);
    add_words(out, "department", departments);
    (void)json_object_set_new(
        out, "department_code", json_string(wallet_matter_department_code(matter)));
    (void)json_object_set_new(out, "basis", json_text(text_of(wallet_matter_basis(matter))));
    (void)json_object_set_new(out, "days", json_integer((json_int_t)wallet_matter_days(matter)));
    (void)json_object_set_new(out, "paperless", json_boolean(wallet_matter_is_paperless(matter)));
    (void)json_object_set_new(
        out, "relation", json_text_or_null(request_text_relation(wallet_matter_relation(matter))));
    (void)json_object_set_new(
        out, "digest", json_hex((struct wallet_bytes){ digest, sizeof digest }));
    if (with_parts) {
        add_parts(out, matter);
    }

    return out;
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "print_card.h"

#include "day.h"
#include "text.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Adds a field whose value is still to be written; NULL where memory ran out. */
static struct print_field *add(struct print_field **fields, size_t *count)
{
    struct print_field *grown = realloc(*fields, (*count + 1) * sizeof *grown);
    if (!grown) {
        return NULL;
    }

    *fields = grown;
    grown[*count] = (struct print_field){ 0 };
    return &grown[(*count)++];
}

static void print_both(FILE *stream, struct wallet_bytes zh, struct wallet_bytes en)
{
    text_print(stream, zh);
    if (en.size != zh.size || memcmp(en.data, zh.data, zh.size) != 0) {
        fputs(zh.size > 0 && en.size > 0 ? " " : "", stream);
        text_print(stream, en);
    }
}

static bool print_value(FILE *stream, const struct wallet_fact *fact)
{
    struct wallet_buffer zh = { 0 };
    struct wallet_buffer en = { 0 };

    const bool is_written =
        wallet_field_format(fact->field, &fact->value, WALLET_CHINESE, &zh) == WALLET_OK &&
        wallet_field_format(fact->field, &fact->value, WALLET_ENGLISH, &en) == WALLET_OK;
    if (is_written) {
        print_both(stream, wallet_buffer_bytes(&zh), wallet_buffer_bytes(&en));
    }

    wallet_buffer_clear(&zh);
    wallet_buffer_clear(&en);
    return is_written;
}

static bool print_fact(FILE *stream, const struct wallet_fact *fact, enum facts_veil veil)
{
    bool is_written = true;

    if (!fact->field) {
        fputs("（该类型没有此字段） (not a field of the type)", stream);
    } else if (facts_is_hidden(fact, veil)) {
        fputs("******", stream);
    } else if (fact->finding == WALLET_FINDING_KIND) {
        fputs("—", stream);
    } else {
        is_written = print_value(stream, fact);
    }
    if (fact->finding != WALLET_FINDING_NONE) {
        fprintf(
            stream,
            " (! %s %s)",
            wallet_finding_text(fact->finding, WALLET_CHINESE),
            wallet_finding_text(fact->finding, WALLET_ENGLISH));
    }

    return is_written;
}

/* What is shown as a picture, and where it is hidden not at all, is no field. */
static bool is_portrait(const struct wallet_fact *fact)
{
    return fact->field && wallet_field_kind(fact->field) == WALLET_FIELD_PORTRAIT;
}

static bool add_fact(struct print_card *card, const struct wallet_fact *fact, enum facts_veil veil)
{
    char key[32];
    size_t size = 0;
    struct print_field *field = add(&card->fields, &card->field_count);
    FILE *stream = field ? open_memstream(&field->value, &size) : NULL;
    if (!stream) {
        return false;
    }

    (void)snprintf(key, sizeof key, "%" PRIu64, fact->key);
    field->key = fact->key;
    field->member = fact->member;
    field->title_zh = strdup(fact->field ? wallet_field_title(fact->field, WALLET_CHINESE) : key);
    field->title_en = strdup(fact->field ? wallet_field_title(fact->field, WALLET_ENGLISH) : "");
    const bool is_written = print_fact(stream, fact, veil);
    return fclose(stream) == 0 && is_written && field->title_zh && field->title_en;
}

static bool add_facts(
    const struct wallet_verdict *verdict, enum facts_veil veil, struct print_card *card)
{
    struct wallet_fact_walk walk = { 0 };
    struct wallet_fact fact;

    while (wallet_verdict_next_fact(verdict, &walk, &fact)) {
        if (is_portrait(&fact)) {
            const bool is_shown = !facts_is_hidden(&fact, veil) && fact.member == 0 &&
                                  fact.finding != WALLET_FINDING_KIND;
            card->portrait = is_shown ? fact.value.bytes : card->portrait;
            continue;
        }
        if (fact.field && wallet_field_kind(fact.field) == WALLET_FIELD_MEMBERS) {
            continue;
        }
        if (fact.member > 0 && walk.members) {
            card->members_zh = wallet_field_title(walk.members, WALLET_CHINESE);
            card->members_en = wallet_field_title(walk.members, WALLET_ENGLISH);
        }
        card->member_count = fact.member > card->member_count ? fact.member : card->member_count;
        if (!add_fact(card, &fact, veil)) {
            return false;
        }
    }

    return true;
}

/* One of the fields that every licence has. */
static FILE *open_origin(struct print_card *card, const char *zh, const char *en, size_t *size)
{
    struct print_field *field = add(&card->origins, &card->origin_count);
    if (!field) {
        return NULL;
    }

    field->title_zh = strdup(zh);
    field->title_en = strdup(en);
    return field->title_zh && field->title_en ? open_memstream(&field->value, size) : NULL;
}

static bool add_issuer(const struct wallet_verdict *verdict, struct print_card *card)
{
    size_t size = 0;
    FILE *stream = open_origin(card, "颁发机构", "Issuer", &size);
    if (!stream) {
        return false;
    }

    print_both(
        stream,
        text_of(wallet_verdict_issuer_name(verdict, WALLET_CHINESE)),
        text_of(wallet_verdict_issuer_name(verdict, WALLET_ENGLISH)));
    fputs(ftell(stream) > 0 ? " " : "", stream);
    text_print(stream, wallet_verdict_issuer(verdict));
    return fclose(stream) == 0;
}

static bool add_validity(const struct wallet_verdict *verdict, struct print_card *card)
{
    int64_t moment = 0;
    char day[WALLET_TIME_SIZE];
    size_t size = 0;
    FILE *stream = open_origin(card, "有效期限", "Validity", &size);
    if (!stream) {
        return false;
    }

    if (wallet_verdict_from(verdict, &moment)) {
        day_write(moment, false, day);
        fputs(day, stream);
    }
    if (wallet_verdict_until(verdict, &moment)) {
        day_write(moment, true, day);
        fprintf(stream, " – %s", day);
    } else {
        fputs(" – 长期 long-term", stream);
    }

    return fclose(stream) == 0;
}

static bool add_identifier(const struct wallet_verdict *verdict, struct print_card *card)
{
    char identifier[WALLET_IDENTIFIER_SIZE];
    size_t size = 0;
    FILE *stream = open_origin(card, "证照标识", "Identifier", &size);
    if (!stream) {
        return false;
    }

    wallet_verdict_identifier(verdict, identifier);
    text_print(stream, text_of(identifier));
    return fclose(stream) == 0;
}

bool print_card_read(
    const struct wallet_verdict *verdict, enum facts_veil veil, struct print_card *out)
{
    const struct wallet_type *type = wallet_verdict_type(verdict);

    *out = (struct print_card){ .title_zh = wallet_type_title(type, WALLET_CHINESE),
                                .title_en = wallet_type_title(type, WALLET_ENGLISH) };
    if (add_facts(verdict, veil, out) && add_issuer(verdict, out) && add_validity(verdict, out) &&
        add_identifier(verdict, out)) {
        return true;
    }

    print_card_clear(out);
    return false;
}

static void clear_fields(struct print_field *fields, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        free(fields[i].title_zh);
        free(fields[i].title_en);
        free(fields[i].value);
    }

    free(fields);
}

void print_card_clear(struct print_card *card)
{
    clear_fields(card->fields, card->field_count);
    clear_fields(card->origins, card->origin_count);
    *card = (struct print_card){ 0 };
}

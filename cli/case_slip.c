/* SPDX-License-Identifier: Apache-2.0 */
#include "case_slip.h"

#include <wallet/time.h>

#include "case_text.h"
#include "case_words.h"
#include "json.h"
#include "text.h"

#include <stdio.h>

enum {
    COLUMNS = 16,
};

/** A slip is for the applicant: in both languages, whatever the clerk's is. */
static void print_row(const char *chinese, const char *english, const char *value)
{
    char label[64];

    (void)snprintf(label, sizeof label, "%s %s", chinese, english);
    text_print_label(stdout, text_of(label), 0, COLUMNS);
    text_print(stdout, text_of(value));
    putchar('\n');
}

static void print_head(const struct case_desk *desk)
{
    const struct wallet_matter *matter = wallet_case_matter(desk->item);
    char at[WALLET_TIME_SIZE];

    wallet_time_format(desk->actor.at_unix, at);
    print_row("办件编号", "No.", wallet_case_number(desk->item));
    print_row("事项", "Matter", wallet_matter_title(matter, WALLET_CHINESE));
    print_row("", "", wallet_matter_title(matter, WALLET_ENGLISH));
    print_row("部门", "Office", wallet_matter_department(matter, WALLET_CHINESE));
    print_row("窗口单位", "Counter", wallet_cases_counter(desk->store.cases));
    print_row("经办人", "Clerk", desk->actor.clerk.name);
    print_row("时间", "Time", at);
}

static void print_lacks(const struct wallet_case *item, enum wallet_language language)
{
    char line[512];

    for (size_t i = 0; i < wallet_case_lack_count(item); i++) {
        case_lack_write(item, wallet_case_lack_at(item, i), language, line);
        printf("%zu. ", i + 1);
        text_print(stdout, text_of(line));
        putchar('\n');
    }
}

static json_t *start_json(const struct case_desk *desk)
{
    const struct wallet_matter *matter = wallet_case_matter(desk->item);
    json_t *out = json_start();

    (void)json_object_set_new(out, "number", json_string(wallet_case_number(desk->item)));
    (void)json_object_set_new(
        out, "state", json_string(wallet_case_state_name(wallet_case_state(desk->item))));
    (void)json_object_set_new(out, "matter", json_string(wallet_matter_name(matter)));
    (void)json_object_set_new(out, "counter", json_string(wallet_cases_counter(desk->store.cases)));
    (void)json_object_set_new(out, "clerk", json_text(text_of(desk->actor.clerk.name)));
    (void)json_object_set_new(out, "at", json_time(desk->actor.at_unix));
    return out;
}

void case_slip_print_notice(const struct case_desk *desk)
{
    if (desk->store.session->json) {
        json_t *out = start_json(desk);
        (void)json_object_set_new(out, "lacks", case_json_lacks(desk->item));
        json_print(out);
        return;
    }

    puts("补正告知书 Notice of what is missing");
    print_head(desk);
    puts("\n请一次补齐以下内容：");
    print_lacks(desk->item, WALLET_CHINESE);
    puts("\nPlease complete all of this at once:");
    print_lacks(desk->item, WALLET_ENGLISH);
}

static void print_days(const struct wallet_matter *matter)
{
    const unsigned days = wallet_matter_days(matter);
    char text[64];

    if (days > 0) {
        (void)snprintf(text, sizeof text, "%u 个工作日 (working days)", days);
    } else {
        (void)snprintf(text, sizeof text, "即办 (on the spot)");
    }
    print_row("承诺时限", "Within", text);
}

static void print_materials(const struct wallet_case *item)
{
    const struct wallet_matter *matter = wallet_case_matter(item);

    puts("\n收取材料 Materials");
    for (size_t i = 0; i < wallet_matter_material_count(matter); i++) {
        struct wallet_case_material material;
        wallet_case_material_at(item, i, &material);
        if (material.state == WALLET_MATERIAL_NOT_NEEDED) {
            continue;
        }
        printf("- ");
        text_print(stdout, text_of(wallet_matter_material_at(matter, i)->title[WALLET_CHINESE]));
        printf(
            ": %s%s%s\n",
            case_material_word(material.state, WALLET_CHINESE),
            material.state == WALLET_MATERIAL_DEFERRED ? " " : "",
            material.state == WALLET_MATERIAL_DEFERRED ? material.day : "");
    }
}

void case_slip_print_receipt(const struct case_desk *desk)
{
    const struct wallet_matter *matter = wallet_case_matter(desk->item);

    if (desk->store.session->json) {
        json_t *out = start_json(desk);
        (void)json_object_set_new(
            out, "days", json_integer((json_int_t)wallet_matter_days(matter)));
        json_print(out);
        return;
    }

    puts("受理回执 Receipt");
    print_head(desk);
    print_days(matter);
    print_materials(desk->item);
}

/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/time.h>

#include "clock.h"
#include "command.h"
#include "file.h"
#include "output.h"
#include "text.h"
#include "trust_draft.h"
#include "trust_entry.h"
#include "trust_store.h"
#include "vical_store.h"
#include "vical_text.h"

#include <stdio.h>
#include <string.h>

struct list_settings {
    const char *root;
};

static const struct option_spec list_options[] = {
    {
        .kind = OPTION_TEXT,
        .letter = 'r',
        .name = "root",
        .value = "FILE",
        .offset = offsetof(struct list_settings, root),
        .help = "the root's public key, for a signed list in a file; or the provider's root "
                "certificate, for a VICAL",
        .help_zh = "根公钥，用于文件中的签名名单；或提供方的根证书，用于 VICAL",
    },
    { 0 },
};

static enum exit_code fail_nothing(const struct session *session, const char *reason)
{
    complain(session, SAY(session, "there is no trust list to show", "没有可显示的信任名单"));
    why(session, "%s", reason);
    hint(session, "wallet trust import trust.cbor --root root.pub");
    return EXIT_CODE_FILE;
}

/* An authority's folder, an imported list, or a signed list in a file under the root that is given. */
static enum exit_code open_source(
    const struct session *session,
    const struct list_settings *settings,
    const char *source,
    int64_t now,
    struct wallet_trust_list **out)
{
    char store[PATH_MAX];

    if (!source) {
        if (!trust_store_default(store) || !trust_store_is_there(store)) {
            return fail_nothing(session, SAY(session, "none was imported", "尚未导入"));
        }
        source = store;
    }
    if (!file_is_folder(source)) {
        return settings->root
                   ? trust_store_verify(session, source, settings->root, now, out)
                   : fail_nothing(session, SAY(session, "'--root' is missing", "缺少 '--root'"));
    }

    return trust_store_is_there(source) ? trust_store_load(session, source, now, out)
                                        : trust_draft_load(session, source, out);
}

static json_t *list_json(const struct wallet_trust_list *list)
{
    json_t *out = json_start();
    const int64_t issued = wallet_trust_list_issued(list);
    const int64_t until = wallet_trust_list_until(list);

    (void)json_object_set_new(out, "issuer", json_text_or_null(wallet_trust_list_issuer(list)));
    (void)json_object_set_new(
        out, "version", json_integer((json_int_t)wallet_trust_list_version(list)));
    (void)json_object_set_new(out, "issued", issued > 0 ? json_time(issued) : json_null());
    (void)json_object_set_new(out, "until", until > 0 ? json_time(until) : json_null());
    (void)json_object_set_new(
        out, "entries", json_integer((json_int_t)wallet_trust_list_count(list)));
    return out;
}

static void print_head(
    const struct session *session, const struct wallet_trust_list *list, int64_t now)
{
    const char *issuer = wallet_trust_list_issuer(list);
    const int64_t until = wallet_trust_list_until(list);
    char age[80];
    char time[WALLET_TIME_SIZE];

    trust_store_age(session, list, now, age);
    printf("%s%s%s", issuer, issuer[0] ? "  " : "", age);
    if (until > 0) {
        wallet_time_format(until, time);
        printf(SAY(session, ", until %s", "，至 %s"), time);
    }
    putchar('\n');
}

static void print_row(
    const struct session *session, const struct wallet_trust_list *list, size_t index)
{
    struct wallet_trust_entry entry;
    char kid[2 * WALLET_KEY_ID_SIZE + 1];

    wallet_trust_list_at(list, index, &entry);
    trust_entry_key(list, index, kid);
    printf("%s  %s  %-11s  ", entry.id, kid, trust_state_name(entry.state));
    text_print_padded(stdout, text_of(entry.region[0] ? entry.region : "*"), 6);
    fputs("  ", stdout);
    const char *name = SAY(session, entry.name_en, entry.name_zh);
    text_print(stdout, text_of(name[0] ? name : SAY(session, entry.name_zh, entry.name_en)));
    putchar('\n');
}

static void print_list(
    const struct session *session, const struct wallet_trust_list *list, int64_t now)
{
    if (session->json) {
        json_print(list_json(list));
    } else {
        print_head(session, list, now);
    }
    for (size_t i = 0; i < wallet_trust_list_count(list); i++) {
        if (session->json) {
            json_print(trust_entry_json(list, i));
        } else {
            print_row(session, list, i);
        }
    }
}

static enum exit_code trust_list(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const char *source = operands->count > 0 ? operands->items[0] : NULL;
    struct wallet_trust_list *list = NULL;
    const int64_t now = clock_now();
    const enum exit_code code = open_source(session, opaque_settings, source, now, &list);

    if (code == EXIT_CODE_OK) {
        print_list(session, list, now);
    }

    wallet_trust_list_free(list);
    return code;
}

/* Prints every key of the agency; tells how many there were. */
static size_t print_agency(
    const struct session *session, const struct wallet_trust_list *list, const char *id)
{
    size_t found = 0;

    for (size_t i = 0; i < wallet_trust_list_count(list); i++) {
        struct wallet_trust_entry entry;
        wallet_trust_list_at(list, i, &entry);
        if (strcmp(entry.id, id) != 0) {
            continue;
        }
        if (session->json) {
            json_print(trust_entry_json(list, i));
        } else {
            fputs(found > 0 ? "\n" : "", stdout);
            trust_entry_print(session, list, i);
        }
        found++;
    }

    return found;
}

static enum exit_code show_agency(
    const struct session *session,
    const struct list_settings *settings,
    const struct operands *operands)
{
    const char *id = operands->items[0];
    const char *source = operands->count > 1 ? operands->items[1] : NULL;
    struct wallet_trust_list *list = NULL;
    enum exit_code code = open_source(session, settings, source, clock_now(), &list);

    if (code == EXIT_CODE_OK && print_agency(session, list, id) == 0) {
        complain(session, SAY(session, "'%s' is not in the list", "名单中没有 '%s'"), id);
        why(session, SAY(session, "no entry has this id", "没有该机构代码的条目"));
        hint(session, "wallet trust list%s%s", source ? " " : "", source ? source : "");
        code = EXIT_CODE_USAGE;
    }

    wallet_trust_list_free(list);
    return code;
}

/* An agency's code is no file; a file that is a VICAL is shown. */
static enum exit_code trust_show(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct list_settings *settings = opaque_settings;
    const char *name = operands->items[0];
    struct file file = { 0 };

    const bool is_vical = operands->count == 1 && file_try(name, WALLET_VICAL_MAX, &file) == 0 &&
                          vical_store_knows(file_bytes(&file));
    const enum exit_code code =
        is_vical ? vical_show(session, name, file_bytes(&file), settings->root, clock_now())
                 : show_agency(session, settings, operands);

    file_free(&file);
    return code;
}

const struct command command_trust_list = {
    .words = "trust list",
    .summary = "list the agencies of a draft, a signed list or the imported one, and its age",
    .summary_zh = "列出草稿、签名名单或已导入名单中的机关及其新旧",
    .operands = "[SOURCE]",
    .operand_max = 1,
    .options = list_options,
    .settings_size = sizeof(struct list_settings),
    .json = true,
    .examples = "  wallet trust list\n"
                "  wallet trust list region\n",
    .run = trust_list,
};

const struct command command_trust_show = {
    .words = "trust show",
    .summary = "show what one agency may do, and its keys; or what a VICAL says",
    .summary_zh = "显示某机关的权限和密钥，或 VICAL 的内容",
    .operands = "ID|FILE [SOURCE]",
    .operand_min = 1,
    .operand_max = 2,
    .options = list_options,
    .settings_size = sizeof(struct list_settings),
    .json = true,
    .examples = "  wallet trust show 11360500000000019F\n"
                "  wallet trust show vical.cbor --root provider-root.pem\n",
    .run = trust_show,
};

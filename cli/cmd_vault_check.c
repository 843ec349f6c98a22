/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"
#include "held.h"
#include "json.h"
#include "output.h"
#include "text.h"
#include "vault.h"

#include <stdio.h>

struct look_settings {
    struct vault_settings vault;
};

static const struct option_spec look_options[] = {
    VAULT_OPTIONS(struct look_settings, vault),
    { 0 },
};

static json_t *keys_json(const struct wallet_vault *vault)
{
    json_t *out = json_array();
    struct wallet_vault_key key;

    for (size_t i = 0; wallet_vault_key_at(vault, i, &key); i++) {
        (void)json_array_append_new(out, held_key_json(key.id));
    }

    return out;
}

static void print_json(const struct open_vault *open)
{
    const struct wallet_vault_count count = wallet_vault_count(open->vault);
    const struct wallet_vault_cost cost = wallet_vault_cost(open->vault);
    json_t *out = json_start();

    (void)json_object_set_new(out, "vault", json_string(open->path));
    (void)json_object_set_new(
        out, "generation", json_integer((json_int_t)wallet_vault_generation(open->vault)));
    (void)json_object_set_new(out, "kids", keys_json(open->vault));
    (void)json_object_set_new(out, "licences", json_integer((json_int_t)count.licences));
    (void)json_object_set_new(out, "events", json_integer((json_int_t)count.events));
    (void)json_object_set_new(out, "passes", json_integer((json_int_t)cost.passes));
    (void)json_object_set_new(out, "memory_kib", json_integer((json_int_t)cost.memory_kib));
    json_print(out);
}

static void print_pair(const char *label, const char *value)
{
    text_print_label(stdout, text_of(label), 0, 12);
    text_print(stdout, text_of(value));
    fputc('\n', stdout);
}

static void print_number(const char *label, unsigned long long number)
{
    char text[32];

    (void)snprintf(text, sizeof text, "%llu", number);
    print_pair(label, text);
}

static void print_text(const struct open_vault *open)
{
    const struct session *session = open->session;
    const struct wallet_vault_count count = wallet_vault_count(open->vault);
    const struct wallet_vault_cost cost = wallet_vault_cost(open->vault);
    struct wallet_vault_key key;
    char text[64];

    print_pair(SAY(session, "vault", "保管箱"), open->path);
    print_number(SAY(session, "generation", "版次"), wallet_vault_generation(open->vault));
    for (size_t i = 0; wallet_vault_key_at(open->vault, i, &key); i++) {
        json_t *kid = held_key_json(key.id);
        print_pair(i == 0 ? SAY(session, "keys", "密钥") : "", json_string_value(kid));
        json_decref(kid);
    }
    print_number(SAY(session, "licences", "证照"), count.licences);
    print_number(SAY(session, "events", "记录"), count.events);
    (void)snprintf(
        text,
        sizeof text,
        SAY(session, "passes: %u, memory: %u KiB", "轮数 %u，内存 %u KiB"),
        cost.passes,
        cost.memory_kib);
    print_pair(SAY(session, "cost", "代价"), text);
}

static enum exit_code vault_check(
    const struct session *session, const void *opaque_settings, const struct operands *operands)
{
    const struct look_settings *settings = opaque_settings;
    struct open_vault open;
    (void)operands;

    const enum exit_code code = vault_open(session, &settings->vault, VAULT_READ, &open);
    if (code == EXIT_CODE_OK && session->json) {
        print_json(&open);
    } else if (code == EXIT_CODE_OK) {
        print_text(&open);
    }

    vault_close(&open);
    return code;
}

const struct command command_vault_check = {
    .words = "vault check",
    .summary = "see whether the vault is whole, and what is in it",
    .summary_zh = "检查保管箱是否完整及其内容数量",
    .operands = "",
    .options = look_options,
    .settings_size = sizeof(struct look_settings),
    .json = true,
    .examples = "  wallet vault check\n",
    .run = vault_check,
};

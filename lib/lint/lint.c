/* SPDX-License-Identifier: Apache-2.0 */
#include "lint/lint.h"

#include <wallet/verify.h>

#include "base/error.h"
#include "base/text.h"
#include "mdoc/response.h"

#include <stdarg.h>
#include <stdio.h>

enum {
    DER_SEQUENCE = 0x30,
};

#define PEM_BEGINNING "-----BEGIN "

static const struct {
    const struct wallet_lint_rule *rules;
    size_t count;
} tables[] = {
    { wlt_lint_deviations, WLT_LINT_DEVIATIONS },
    { wlt_lint_annex_b, WLT_LINT_CERTIFICATE_COUNT - WLT_LINT_DEVIATIONS },
    { wlt_lint_mdoc, WLT_LINT_MDOC_COUNT },
    { wlt_lint_licence, WLT_LINT_LICENCE_COUNT },
};

#define TABLE_COUNT (sizeof tables / sizeof tables[0])

const char *wallet_lint_severity_name(enum wallet_lint_severity severity)
{
    switch (severity) {
    case WALLET_LINT_FAULT: return "fault";
    case WALLET_LINT_DEVIATION: return "deviation";
    case WALLET_LINT_ADVICE: break;
    }

    return "advice";
}

size_t wallet_lint_rule_count(void)
{
    size_t count = 0;

    for (size_t i = 0; i < TABLE_COUNT; i++) {
        count += tables[i].count;
    }

    return count;
}

const struct wallet_lint_rule *wallet_lint_rule_at(size_t index)
{
    size_t i = 0;

    while (index >= tables[i].count) {
        index -= tables[i].count;
        i++;
    }

    return &tables[i].rules[index];
}

static bool lies_in(struct wallet_bytes part, struct wallet_bytes whole)
{
    return part.size > 0 && part.data >= whole.data && part.data < whole.data + whole.size;
}

static void tell(
    const struct wlt_lint *lint,
    const struct wallet_lint_rule *rule,
    size_t offset,
    const char *detail)
{
    const struct wallet_lint_finding finding = { rule, lint->path, offset, detail };
    lint->taker->take(lint->taker->context, &finding);
}

static size_t offset_of(const struct wlt_lint *lint, struct wallet_bytes at)
{
    return lies_in(at, lint->input) ? (size_t)(at.data - lint->input.data) : WALLET_NO_OFFSET;
}

void wlt_lint_tell(
    const struct wlt_lint *lint,
    const struct wallet_lint_rule *rule,
    struct wallet_bytes at,
    const char *detail)
{
    tell(lint, rule, offset_of(lint, at), detail);
}

void wlt_lint_tell_error(
    const struct wlt_lint *lint,
    const struct wallet_lint_rule *rule,
    struct wallet_bytes at,
    const struct wallet_error *error)
{
    const size_t offset = offset_of(lint, at);
    const bool is_known = offset != WALLET_NO_OFFSET && error->offset <= at.size;

    tell(lint, rule, is_known ? offset + error->offset : offset, error->message);
}

__attribute__((format(printf, 2, 3))) static size_t add(
    struct wlt_lint *lint, const char *format, ...)
{
    const size_t mark = lint->path_size;
    const size_t room = sizeof lint->path - mark;
    va_list arguments;

    va_start(arguments, format);
    const int size = vsnprintf(lint->path + mark, room, format, arguments);
    va_end(arguments);
    if (size > 0) {
        lint->path_size += (size_t)size < room ? (size_t)size : room - 1;
    }

    wlt_text_mend(lint->path);
    return mark;
}

static const char *joint(const struct wlt_lint *lint)
{
    return lint->path_size > 0 ? "/" : "";
}

size_t wlt_lint_enter(struct wlt_lint *lint, const char *name)
{
    return add(lint, "%s%s", joint(lint), name);
}

size_t wlt_lint_enter_name(struct wlt_lint *lint, struct wallet_bytes name)
{
    const int size = name.size < WLT_LINT_PATH_SIZE ? (int)name.size : WLT_LINT_PATH_SIZE;
    return add(lint, "%s%.*s", joint(lint), size, (const char *)name.data);
}

size_t wlt_lint_enter_index(struct wlt_lint *lint, const char *name, size_t index)
{
    return add(lint, "%s%s[%zu]", joint(lint), name, index);
}

void wlt_lint_leave(struct wlt_lint *lint, size_t mark)
{
    lint->path_size = mark;
    lint->path[mark] = '\0';
}

void wlt_lint_tell_member(
    struct wlt_lint *lint,
    const struct wallet_lint_rule *rule,
    const char *name,
    struct wallet_bytes at,
    const char *detail)
{
    const size_t mark = wlt_lint_enter(lint, name);

    wlt_lint_tell(lint, rule, at, detail);
    wlt_lint_leave(lint, mark);
}

bool wlt_lint_ran_out(struct wlt_lint *lint, enum wallet_status status)
{
    lint->is_out_of_memory = lint->is_out_of_memory || status == WALLET_ERR_MEMORY;
    return status == WALLET_ERR_MEMORY;
}

/** DER begins as the text "0" does, which no code of ours is; PEM may have words before it. */
static bool looks_like_certificates(struct wallet_bytes input)
{
    const struct wallet_bytes mark = wlt_bytes_of(PEM_BEGINNING);
    bool found = input.size > 0 && input.data[0] == DER_SEQUENCE;

    for (size_t i = 0; !found && i + mark.size <= input.size; i++) {
        found = wlt_bytes_start_with(
            (struct wallet_bytes){ input.data + i, input.size - i }, PEM_BEGINNING);
    }

    return found;
}

static enum wallet_status look(struct wlt_lint *lint, struct wallet_error *error)
{
    if (wlt_mdoc_begins_so(lint->input)) {
        return wlt_lint_documents(lint, error);
    }

    return looks_like_certificates(lint->input) ? wlt_lint_certificates(lint, error)
                                                : wlt_lint_licences(lint, error);
}

enum wallet_status wallet_lint(
    const struct wallet_catalogue *catalogue,
    struct wallet_bytes input,
    const struct wallet_lint_taker *taker,
    struct wallet_error *error)
{
    if (!catalogue || !taker || !taker->take || (!input.data && input.size > 0)) {
        return wlt_fail(error, WALLET_ERR_ARGUMENT, WALLET_NO_OFFSET, "a required pointer is NULL");
    }

    struct wlt_lint lint = { .catalogue = catalogue, .taker = taker, .input = input };
    const enum wallet_status status = look(&lint, error);
    return lint.is_out_of_memory ? wlt_fail_memory(error) : status;
}

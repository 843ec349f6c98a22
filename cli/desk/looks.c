/* SPDX-License-Identifier: Apache-2.0 */
#include "looks.h"

#include "facts.h"
#include "licence_view.h"
#include "status_store.h"
#include "verdict.h"
#include "words.h"

#include <stdio.h>

enum {
    A_DAY = 86400,
    SOON_DAYS = 30,
};

static void add(json_t *out, const char *what, const char *english, const char *chinese)
{
    (void)json_array_append_new(
        out, json_pack("{s:s,s:o}", "what", what, "text", words(english, chinese)));
}

static void add_unbound(
    const struct session *session, const struct wallet_verdict *verdict, bool is_copy, json_t *out)
{
    const struct session english = words_session(session, WALLET_ENGLISH);
    const struct session chinese = words_session(session, WALLET_CHINESE);

    if (is_copy) {
        add(out,
            "unbound",
            "released by a repository: compare the person with the identity document",
            "由证照库出具，并非持证人出示：请核对本人与身份证件");
    } else if (!wallet_verdict_is_bound(verdict)) {
        add(out, "unbound", verdict_advice(&english, verdict), verdict_advice(&chinese, verdict));
    }
}

static void add_expiry(const struct wallet_verdict *verdict, json_t *out)
{
    int64_t until = 0;
    char english[80];
    char chinese[80];

    if (!wallet_verdict_until(verdict, &until)) {
        return;
    }

    const int64_t days = (until - wallet_verdict_at(verdict)) / A_DAY;
    if (days < 0 || days >= SOON_DAYS) {
        return;
    }
    (void)snprintf(
        english,
        sizeof english,
        days == 1 ? "it expires in %lld day" : "it expires in %lld days",
        (long long)days);
    (void)snprintf(chinese, sizeof chinese, "再过 %lld 天到期", (long long)days);
    add(out,
        "expires-soon",
        days == 0 ? "it expires today" : english,
        days == 0 ? "今天到期" : chinese);
}

static void add_status(
    const struct session *session, const struct wallet_verdict *verdict, json_t *out)
{
    const struct session english = words_session(session, WALLET_ENGLISH);
    const struct session chinese = words_session(session, WALLET_CHINESE);
    int64_t age = 0;
    char span[2][40];
    char line[2][120];

    if (!wallet_verdict_look_once(verdict) || !wallet_verdict_status_age(verdict, &age)) {
        return;
    }

    status_store_span(&english, age, span[0]);
    status_store_span(&chinese, age, span[1]);
    (void)snprintf(line[0], sizeof line[0], "the status data are %s old: is there newer?", span[0]);
    (void)snprintf(line[1], sizeof line[1], "状态数据为%s前的：请查看有无更新", span[1]);
    add(out, "status-old", line[0], line[1]);
}

static void add_findings(const struct wallet_verdict *verdict, json_t *out)
{
    json_t *findings = facts_findings_json(verdict);

    if (json_array_size(findings) > 0) {
        add(out,
            "finding",
            "a value in it contradicts itself: see the marked field",
            "其中有数据自相矛盾：请看标出的字段");
    }
    json_decref(findings);
}

void looks_add(
    const struct session *session, const struct wallet_verdict *verdict, bool is_copy, json_t *out)
{
    add_unbound(session, verdict, is_copy, out);
    add_expiry(verdict, out);
    add_status(session, verdict, out);
    add_findings(verdict, out);
}

void looks_add_partial(json_t *out)
{
    add(out,
        "partial",
        "not all fields that the matter needs are shown: are those there enough?",
        "未出示事项所需的全部字段：请确认现有字段是否足够");
}

static const char *withheld(
    const struct wallet_type *type,
    enum wallet_outcome why,
    enum wallet_language language,
    char out[256])
{
    (void)snprintf(
        out,
        256,
        language == WALLET_CHINESE ? "%s：%s" : "%s: %s",
        type ? wallet_type_title(type, language) : "",
        wallet_outcome_sentence(why, language));
    return out;
}

void looks_add_withheld(json_t *out, const struct wallet_type *type, enum wallet_outcome why)
{
    char english[256];
    char chinese[256];

    add(out,
        "withheld",
        withheld(type, why, WALLET_ENGLISH, english),
        withheld(type, why, WALLET_CHINESE, chinese));
}

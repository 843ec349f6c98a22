/* SPDX-License-Identifier: Apache-2.0 */
#include <wallet/call.h>
#include <wallet/codes.h>

#include "clock.h"
#include "foreign.h"
#include "text.h"
#include "visit.h"

#include <stdio.h>
#include <string.h>

/* What a visit does with the repository: the leave that somebody gave goes out, licences come back. */

static const char *const no_matter[2] = { "That is a grant: for which matter is it to be used?",
                                          "这是授权：请先选择办理事项" };
static const char *const choose[2] = { "Choose the matter, then scan it again",
                                       "选择事项后请重新扫码" };
static const char *const no_grant[2] = { "The grant cannot be read", "授权无法读取" };
static const char *const again[2] = { "Ask for a new one", "请重新授权" };
static const char *const other_request[2] = { "The grant answers another request",
                                              "该授权答复的不是本窗口的请求" };
static const char *const ask_again[2] = { "Show the counter's code (F2), and have that answered",
                                          "请按 F2 显示窗口码，由群众扫码授权" };
static const char *const nothing[2] = { "The grant covers nothing that this matter still needs",
                                        "授权范围不含本事项尚缺的证照" };
static const char *const other_matter[2] = { "See whether the right matter is chosen",
                                             "请确认所选事项是否正确" };

static enum visit_answer tell(
    struct visit *visit, const char *const text[2], const char *const hint[2], double now)
{
    return visit_take_other(visit, foreign_make("grant", text, hint), now);
}

static enum visit_answer check(const struct visit *visit)
{
    if (!visit->errand.repository) {
        return VISIT_NO_REPOSITORY;
    }
    if (!visit->errand.signing) {
        return VISIT_NO_KEY;
    }

    return visit->desk_case.clerk.name ? VISIT_OK : VISIT_NO_CLERK;
}

static bool is_nonce_of(const struct wallet_request *request, struct wallet_bytes nonce)
{
    if (!request) {
        return false;
    }

    const struct wallet_bytes own = wallet_request_nonce(request);
    return own.size == nonce.size && memcmp(own.data, nonce.data, own.size) == 0;
}

/* Where it answers a request, that is one of this desk's two last ones. */
static bool answers_this_desk(const struct visit *visit, const struct wallet_grant *grant)
{
    const struct wallet_bytes nonce = wallet_grant_nonce(grant);

    return nonce.size == 0 || is_nonce_of(visit->code.request, nonce) ||
           is_nonce_of(visit->code.before, nonce);
}

/* Goes where the desk waits for the repository. */
static void wait_for_answer(struct visit *visit, double now)
{
    visit->touched = now;
    visit->begun = visit->begun > 0 ? visit->begun : now;
    visit_step_aside(visit);
    visit_enter(visit, VISIT_CHECKING);
}

static enum visit_answer send(
    struct visit *visit, struct wallet_bytes bytes, const struct wallet_grant *grant, double now)
{
    visit_begin_next(visit);
    switch (errand_make(
        &visit->errand, &visit->desk_case, bytes, grant, examiner_time(visit->examiner))) {
    case ERRAND_NOTHING: return tell(visit, nothing, other_matter, now);
    case ERRAND_NOT_MADE: return VISIT_NOT_SENT;
    case ERRAND_MADE: break;
    }

    wait_for_answer(visit, now);
    return VISIT_OK;
}

enum visit_answer visit_take_grant(struct visit *visit, struct wallet_bytes bytes, double now)
{
    struct wallet_grant *grant = NULL;

    const enum visit_answer may = check(visit);
    if (may != VISIT_OK) {
        return may;
    }
    if (!visit->desk_case.matter) {
        return tell(visit, no_matter, choose, now);
    }
    if (wallet_grant_parse(bytes, &grant, NULL) != WALLET_OK) {
        return tell(visit, no_grant, again, now);
    }

    const enum visit_answer answer = answers_this_desk(visit, grant)
                                         ? send(visit, bytes, grant, now)
                                         : tell(visit, other_request, ask_again, now);
    wallet_grant_free(grant);
    return answer;
}

/*
 * With the scheme of GB/T 36903 annex A; false: it is no such number.  What is typed has to be right in
 * its check digit, too, though not all numbers in use are: a slip would fetch somebody else's.
 */
static bool name_holder(const char *number, char out[WALLET_GRANT_HOLDER_SIZE])
{
    const struct wallet_bytes text = text_of(number);
    const char *scheme = wallet_citizen_number_check(text) == WALLET_FINDING_NONE ? "111"
                         : wallet_uscc_check(text) == WALLET_FINDING_NONE         ? "001"
                                                                                  : NULL;

    return scheme && snprintf(out, WALLET_GRANT_HOLDER_SIZE, "%s:%s", scheme, number) <
                         WALLET_GRANT_HOLDER_SIZE;
}

/* Whether it may be done now, of whom, and for what. */
static enum visit_answer check_duty(
    const struct visit *visit,
    const struct visit_duty *duty,
    size_t *material,
    char holder[WALLET_GRANT_HOLDER_SIZE])
{
    const struct wallet_matter *matter = visit->desk_case.matter;

    const enum visit_answer may = check(visit);
    if (may != VISIT_OK) {
        return may;
    }
    if (!matter) {
        return VISIT_NO_MATTER;
    }
    if (visit_is_busy(visit)) {
        return VISIT_NOT_NOW;
    }

    *material = wallet_matter_find_material(matter, text_of(duty->material));
    if (*material == WALLET_NO_MATERIAL ||
        wallet_matter_material_at(matter, *material)->wanted_count == 0) {
        return VISIT_NO_NAME;
    }

    return name_holder(duty->number, holder) ? VISIT_OK : VISIT_NO_HOLDER;
}

enum visit_answer visit_fetch_by_duty(
    struct visit *visit, const struct visit_duty *duty, double now)
{
    struct wallet_buffer bytes = { 0 };
    struct wallet_grant *grant = NULL;
    char holder[WALLET_GRANT_HOLDER_SIZE];
    size_t material = 0;

    enum visit_answer answer = check_duty(visit, duty, &material, holder);
    if (answer != VISIT_OK) {
        return answer;
    }

    answer = VISIT_NOT_SENT;
    if (errand_grant_by_duty(
            &visit->errand,
            &visit->desk_case,
            material,
            holder,
            duty->cause,
            examiner_time(visit->examiner),
            &bytes) == ERRAND_MADE &&
        wallet_grant_parse(wallet_buffer_bytes(&bytes), &grant, NULL) == WALLET_OK) {
        answer = send(visit, wallet_buffer_bytes(&bytes), grant, now);
    }
    wallet_grant_free(grant);
    wallet_buffer_clear(&bytes);
    explicit_bzero(holder, sizeof holder);
    return answer;
}

static const struct outcome_words no_answer = {
    .sentence = { "The repository does not answer", "证照库没有答复" },
    .remedy = { "Have the licence itself shown, or ask for a new grant and try again",
                "请出示证照本身，或重新授权后再试" },
    .detail = "",
};

static const struct outcome_words false_answer = {
    .sentence = { "The repository's answer cannot be relied on", "证照库的答复不可信" },
    .remedy = { "Tell whoever looks after the desk; have the licence itself shown",
                "请告知系统管理员；可改为出示证照本身" },
    .detail = "",
};

/* It answers, and says no: of what may pass nobody can tell yet, all else is refused. */
static void say_no(const struct wallet_answer *answer, struct outcome *out)
{
    const enum wallet_outcome why = wallet_answer_outcome(answer);
    const struct outcome_words said = {
        .name = wallet_outcome_name(why),
        .sentence = { wallet_outcome_sentence(why, WALLET_ENGLISH),
                      wallet_outcome_sentence(why, WALLET_CHINESE) },
        .remedy = { wallet_outcome_remedy(why, WALLET_ENGLISH),
                    wallet_outcome_remedy(why, WALLET_CHINESE) },
        .detail = wallet_answer_detail(answer),
    };

    outcome_say(
        out,
        why == WALLET_OUTCOME_BUSY || why == WALLET_OUTCOME_OTHER ? WALLET_UNKNOWN : WALLET_REFUSED,
        &said);
}

/* What came back, once the repository's signature holds; false: memory ran out. */
static bool read_answer(
    struct visit *visit, const struct wallet_answer *answer, struct outcome *out)
{
    if (wallet_answer_outcome(answer) != WALLET_OUTCOME_SUCCESS) {
        say_no(answer, out);
        return true;
    }
    if (examiner_look_at_answer(visit->examiner, answer, out) != WALLET_OK) {
        return false;
    }
    if (!out->view) {
        outcome_say(out, WALLET_UNKNOWN, &false_answer);
    }

    return outcome_keep_ground(
        out, (struct wallet_bytes){ visit->errand.grant, visit->errand.grant_size });
}

static void look_at(struct visit *visit, struct wallet_bytes bytes, struct outcome *out)
{
    struct wallet_answer *answer = NULL;

    if (bytes.size == 0) {
        outcome_say(out, WALLET_UNKNOWN, &no_answer);
        return;
    }

    const enum wallet_status status = wallet_answer_verify(
        bytes,
        wallet_buffer_bytes(&visit->errand.call),
        visit->examiner->checker.trust,
        examiner_time(visit->examiner),
        &answer,
        NULL);
    if (status != WALLET_OK || !read_answer(visit, answer, out)) {
        outcome_forget(out);
        outcome_say(out, WALLET_UNKNOWN, &false_answer);
    }
    wallet_answer_free(answer);
}

void visit_take_answer(struct visit *visit, uint64_t number, struct wallet_bytes answer, double now)
{
    struct outcome outcome = { .view = NULL };
    const double started = clock_milliseconds();

    visit->version += visit->errand.is_cut_off != (answer.size == 0);
    visit->errand.is_cut_off = answer.size == 0;
    if (visit->state != VISIT_CHECKING || visit->errand.number != number) {
        return;
    }

    look_at(visit, answer, &outcome);
    outcome.is_for_case = visit->errand.is_by_duty;
    visit->looked_ms = clock_milliseconds() - started;
    errand_forget(&visit->errand);
    visit->touched = now;
    visit_enter(visit, visit->before);
    visit_take_outcome(visit, &outcome, now);
}
